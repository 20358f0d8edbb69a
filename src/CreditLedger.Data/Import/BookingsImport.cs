using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Import;

/// <summary>Bookings, made in the order of their starts, then of the file: an earlier booking takes first what both want.</summary>
internal sealed class BookingsImport : ICommandSource, IDisposable
{
    private const string KeyPrefix = "import:booking:";

    private static readonly Dictionary<string, bool> Statuses = new(StringComparer.OrdinalIgnoreCase)
    { ["booked"] = false, ["cancelled"] = true, ["canceled"] = true };

    private static readonly Dictionary<string, Attendance> Attendances = new(StringComparer.OrdinalIgnoreCase)
    {
        ["unmarked"] = Attendance.Unmarked,
        ["attended"] = Attendance.Attended,
        ["no-show"] = Attendance.NoShow,
        ["no_show"] = Attendance.NoShow,
        ["noshow"] = Attendance.NoShow,
    };

    // Credits cover all of it, or the row is refused.
    private const PaymentMethod ByCredits = 0;

    private static readonly Dictionary<string, PaymentMethod> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["credits"] = ByCredits,
        ["money"] = PaymentMethod.MoneyCredit,
        ["card"] = PaymentMethod.Card,
        ["cash"] = PaymentMethod.Cash,
        ["transfer"] = PaymentMethod.BankTransfer,
        ["invoice"] = PaymentMethod.Invoice,
    };

    private readonly ImportRun _run;
    private readonly SqliteCommand _insert;
    private readonly Cell _externalId;
    private readonly Cell _member;
    private readonly Cell _service;
    private readonly Cell _startsAt;
    private readonly Cell _endsAt;
    private readonly Cell _status;
    private readonly Cell _paidBy;
    private readonly Cell _amountPaid;
    private readonly Cell _participant;
    private readonly Cell _staff;
    private readonly Cell _attendance;
    private readonly Cell _description;

    public BookingsImport(ImportRun run)
    {
        _run = run;
        run.Scratch.Execute("""
            CREATE TABLE Staged (
                Line INTEGER PRIMARY KEY, ExternalId TEXT, Member INTEGER, Service INTEGER, StartsAt INTEGER, EndsAt INTEGER,
                Cancelled INTEGER, PaidBy INTEGER, AmountPaid INTEGER, Participant INTEGER, Guest TEXT, Staff TEXT, Attendance INTEGER,
                Description TEXT);
            """);
        _insert = run.Scratch.Prepare("INSERT INTO Staged VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)", 14);
        _externalId = run.Column("external_id");
        _member = run.Column("member");
        _service = run.Column("service");
        _startsAt = run.Column("starts_at");
        _endsAt = run.Column("ends_at");
        _status = run.Column("status");
        _paidBy = run.Column("paid_by");
        _amountPaid = run.Column("amount_paid");
        _participant = run.Column("participant");
        _staff = run.Column("staff");
        _attendance = run.Column("attendance");
        _description = run.Column("description");
    }

    public async Task StageAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        var references = await References.ReadAsync(context, cancellationToken);
        while (_run.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Stage(references);
        }
    }

    public IEnumerable<StagedCommand> InOrder()
    {
        using var command = _run.Scratch.Prepare("SELECT * FROM Staged ORDER BY StartsAt, Line", 0);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var externalId = reader.GetString(1);
            var method = (PaymentMethod?)Number(reader, 7);
            yield return new StagedCommand(reader.GetInt64(0), new BookCommand(KeyPrefix + externalId, Actor.Job(JobName.Import))
            {
                AgainIfUndone = true,
                ExternalId = externalId,
                MemberId = reader.GetInt64(2),
                ServiceId = reader.GetInt64(3),
                StartsAt = new DateTime(reader.GetInt64(4), DateTimeKind.Utc),
                EndsAt = new DateTime(reader.GetInt64(5), DateTimeKind.Utc),
                IsCancelled = reader.GetInt64(6) == 1,
                UsesCredits = method is null,
                RestBy = method,
                AmountPaid = Number(reader, 8),
                ParticipantId = Number(reader, 9),
                GuestName = Text(reader, 10),
                Staff = Text(reader, 11),
                Attendance = (Attendance)reader.GetInt64(12),
                Description = Text(reader, 13),
                MayGoFurtherBack = true,
                DespiteStatus = true,
                MayDespiteStatus = true,
            });
        }
    }

    public void Dispose() => _insert.Dispose();

    private void Stage(References references)
    {
        var externalId = _externalId.Text(CommandPosting.MaxExternalIdLength, required: true);
        _run.RefuseRepeated("external_id", externalId);
        var member = References.Find(_member, references.Members, "member", required: true);
        var service = References.Find(_service, references.Services, "service", required: true);
        var startsAt = _startsAt.Instant(_run.Zone, required: true);
        var endsAt = _endsAt.Instant(_run.Zone, required: true);
        var isCancelled = _status.Choice(Statuses) ?? false;
        var method = _paidBy.Choice(Methods) ?? ByCredits;
        var amountPaid = _amountPaid.Whole(0, long.MaxValue);
        var participant = _participant.Text(BookingRow.MaxNameLength);
        var staff = _staff.Text(BookingRow.MaxNameLength);
        var attendance = _attendance.Choice(Attendances) ?? Attendance.Unmarked;
        var description = _description.Text(LedgerCommand.MaxTextLength, manyLines: true);
        if (_run.IsRefused) return;

        // A participant that is no member's reference is the name of a guest.
        var participantId = participant is not null && references.Members.TryGetValue(participant, out var id) ? id : (long?)null;
        ImportScratch.Run(
            _insert, _run.Line, externalId, member, service, startsAt?.Ticks, endsAt?.Ticks, isCancelled ? 1L : 0L,
            method == ByCredits ? null : (long)method, amountPaid, participantId, participantId is null ? participant : null,
            staff, (long)attendance, description);
    }

    private static long? Number(SqliteDataReader reader, int place) => reader.IsDBNull(place) ? null : reader.GetInt64(place);

    private static string? Text(SqliteDataReader reader, int place) => reader.IsDBNull(place) ? null : reader.GetString(place);
}
