using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Supply;

/// <summary>Sells a product to a member (R29).</summary>
/// <param name="Key">Idempotency key (R9).</param>
/// <param name="Actor">Who asks.</param>
/// <param name="MemberId">The member.</param>
/// <param name="ProductId">The product.</param>
/// <param name="SoldOn">The local day of the sale, today or earlier: its credits start when that day begins.</param>
/// <param name="Description">Why, up to 500 characters; the member may read it.</param>
public sealed record SellProduct(string Key, Actor Actor, long MemberId, long ProductId, DateOnly SoldOn, string? Description);

/// <summary>Records sales: the posting and the sale in one transaction.</summary>
public sealed class SaleStore(LedgerStore store, SiteZone zone)
{
    /// <summary>Sells.</summary>
    public async Task<Result> SellAsync(SellProduct request, CancellationToken cancellationToken)
    {
        try
        {
            return await store.InTransactionAsync(
                async transaction =>
                {
                    var (act, refusal) = await ActAsync(transaction, request, cancellationToken);
                    if (act is null) return new Refused(refusal!);
                    return (await store.WriteAsync(transaction, [act], cancellationToken))[0];
                },
                cancellationToken);
        }
        catch (LedgerBusyException)
        {
            return new Busy();
        }
    }

    /// <summary>What would become of it now. Takes no lock and writes nothing.</summary>
    public async Task<Result> PreviewAsync(SellProduct request, CancellationToken cancellationToken)
    {
        var (act, refusal) = await store.ReadAsync(transaction => ActAsync(transaction, request, cancellationToken), cancellationToken);
        return act is null ? new Refused(refusal!) : await store.PreviewAsync(act, cancellationToken);
    }

    private async Task<(SaleCommand? Act, Refusal? Refusal)> ActAsync(LedgerTransaction transaction, SellProduct request, CancellationToken cancellationToken)
    {
        (string Name, bool IsArchived)? product = null;
        await transaction.ReadByIdsAsync(
            "SELECT Name, ArchivedAt FROM Products WHERE Id {ids}", [request.ProductId], reader => product = (reader.GetString(0), !reader.IsDBNull(1)), cancellationToken);
        if (product is not { } found) return (null, new Refusal(RefusalReason.NotFound, RefusedField.Benefit, "There is no such product."));
        if (found.IsArchived)
            return (null, new Refusal(RefusalReason.Invalid, RefusedField.Benefit, "This product is archived. Choose another, or take it out of the archive first."));

        var lines = new List<SaleLine>();
        await transaction.ReadByIdsAsync(
            "SELECT BenefitId, Amount, ValidDays, ValidUntil FROM ProductLines WHERE ProductId {ids} ORDER BY Position, Id",
            [request.ProductId],
            reader => lines.Add(new SaleLine(
                reader.GetInt64(0), reader.GetInt64(1),
                !reader.IsDBNull(2) ? zone.StartOf(request.SoldOn.AddDays(reader.GetInt32(2)))
                : !reader.IsDBNull(3) ? zone.EndOf(LedgerTransaction.ReadDay(reader, 3)) : null)),
            cancellationToken);
        return (new SaleCommand(request.Key, request.Actor)
        {
            MemberId = request.MemberId,
            ProductId = request.ProductId,
            ProductName = found.Name,
            SoldAt = zone.StartOf(request.SoldOn),
            Lines = lines,
            Description = request.Description,
        }, null);
    }
}
