using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Bookings;

/// <summary>The form of a booking, and how it would be paid.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Zone">The site's zone.</param>
public abstract record BookingFormPage(BookingForm Form, SiteZone Zone) : ConfirmedPage<BookingForm>(Form)
{
    /// <summary>Who books; none while that is not clear.</summary>
    public required ListedMember? Member { get; init; }

    /// <summary>What it offers.</summary>
    public required BookingChoices Choices { get; init; }

    /// <summary>Whether the user may use credits of a member who is not active (R54).</summary>
    public bool MayDespiteStatus { get; init; }

    /// <summary>Whether the user may date it before the backdating window (R16).</summary>
    public bool MayGoFurtherBack { get; init; }

    /// <summary>The title.</summary>
    public abstract string Title { get; }

    /// <summary>Whether who books is typed.</summary>
    public virtual bool AsksForMember => false;

    /// <summary>Whether it may be repeated.</summary>
    public virtual bool MayRepeat => false;

    /// <summary>The services to choose from, by category.</summary>
    public IEnumerable<FieldOption> ServiceOptions => Choices.Services.OrderBy(service => service.Category is null)
        .ThenBy(service => service.Category, StringComparer.OrdinalIgnoreCase)
        .ThenBy(service => service.Name, StringComparer.OrdinalIgnoreCase)
        .Select(service => new FieldOption(service.Id, service.Name, service.Category));

    /// <summary>The members who may take part.</summary>
    public IEnumerable<FieldOption> ParticipantOptions =>
        Choices.Participants.Select(member => new FieldOption(member.Id, $"{member.Name} ({member.Reference})"));

    /// <summary>The chosen service.</summary>
    public Service? Service =>
        FormText.Number(Form.Service) is { } id ? Choices.Services.FirstOrDefault(service => service.Id == id) : null;

    /// <summary>What there is to know of the chosen service before one books it.</summary>
    public IEnumerable<string> ServiceFacts
    {
        get
        {
            if (Service is not { } service) yield break;
            if (service is { Price: { } price, Currency: { } currency })
                yield return $"List price {BookingText.Money(price, currency)} per interval.";
            if (service.OpeningHours is { } hours) yield return $"Open {hours.Replace("\n", ", ", StringComparison.Ordinal)}.";
            if (service.CancellationPolicy is { } policy)
                yield return $"Comes back when cancelled: {policy.Replace("\n", ", ", StringComparison.Ordinal)} before the start.";
        }
    }

    public override string EffectView => "/Features/Bookings/_BookingEffect.cshtml";

    public override string Prompt => "Choose the service and the time. How it will be paid appears here before you confirm.";

    /// <summary>What is refused names the credits that were skipped (R15).</summary>
    public IReadOnlyList<SkippedCredit> Skipped => Preview is Refused refused ? refused.Refusal.Skipped : [];

    /// <summary>When it takes place.</summary>
    protected string When => BookingFields.Read(Form, Zone) is { } time ? BookingText.When(time.StartsAt, time.EndsAt, Zone) : "";

    /// <summary>How the rest is paid.</summary>
    protected PaymentMethod? RestBy => BookingFields.Read(Form.Payment).RestBy;

    /// <summary>How it will be paid, credit by credit.</summary>
    protected IEnumerable<string> PaymentNotes(BookingEffect effect)
    {
        foreach (var part in effect.Parts) yield return $"{BookingText.Part(part, Zone)}.";
        if (effect.Rate is { } rate) yield return $"Rate: {rate}.";
        if (effect.Price is { } price && effect.Currency is { } currency)
            yield return $"List price {BookingText.Money(price, currency)}" +
                (effect.Rest > 0 ? $", of which {BookingText.Money(effect.Rest, currency)} are left to pay." : ".");
    }

    /// <summary>Fills in what every booking command has; none while something is missing.</summary>
    protected T? Fill<T>(T command, List<FieldError> errors)
        where T : BookingCommand
    {
        var guest = string.IsNullOrWhiteSpace(Form.Guest) ? null : Form.Guest.Trim();
        var participant = FormText.Number(Form.Participant);
        if (participant is not null && Choices.Participants.All(one => one.Id != participant))
            errors.Add(new FieldError(nameof(Form.Participant), "Choose someone of the list, or name a guest."));
        if (participant is not null && guest is not null)
            errors.Add(new FieldError(nameof(Form.Guest), "Choose a member or name a guest, not both."));
        var (usesCredits, method) = BookingFields.Read(Form.Payment);
        return command with
        {
            ParticipantId = participant,
            GuestName = guest,
            Staff = Form.Staff,
            UsesCredits = usesCredits,
            RestBy = method,
            DespiteStatus = Form.DespiteStatus,
            MayDespiteStatus = MayDespiteStatus,
            MayGoFurtherBack = MayGoFurtherBack,
        };
    }
}
