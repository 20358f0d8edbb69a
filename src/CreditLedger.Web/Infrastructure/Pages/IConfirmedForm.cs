namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What a person typed into a form whose effect is shown and confirmed before it is recorded (R19).</summary>
public interface IConfirmedForm
{
    /// <summary>The idempotency key that the form was given (R9).</summary>
    string? Key { get; set; }

    /// <summary>What the confirm button sent: <see cref="ConfirmedPage.Token"/>.</summary>
    string? Confirmed { get; set; }
}

/// <summary>Keys of forms.</summary>
public static class ConfirmedForms
{
    /// <summary>Gives a form a key. One that was sent without any was not confirmed: sent twice, it would be recorded twice.</summary>
    public static void EnsureKey(this IConfirmedForm form)
    {
        if (Guid.TryParse(form.Key, out var key)) form.Key = key.ToString("D");
        else (form.Key, form.Confirmed) = (Guid.NewGuid().ToString("D"), null);
    }
}
