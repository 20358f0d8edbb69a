using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Sales;

/// <summary>Sells a product as it was confirmed. The same form sent again sells once (R9).</summary>
public sealed class SellConfirmed(ShowSale show, SaleStore sales)
{
    /// <summary>Done with a <see cref="Sold"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long memberId, SaleForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form.Key, out _)) return new Unconfirmed();
        if (await show.RunAsync(memberId, form, isFilledIn: true, actor, cancellationToken) is not { } page) return new Missing();
        if (page.Errors.Count > 0) return new Invalid(page.Errors);
        if (form.Confirmed != page.Token) return new Unconfirmed();
        return await sales.SellAsync(ShowSale.Request(memberId, form, actor), cancellationToken) switch
        {
            Done recorded => new Done<Sold>(new Sold(recorded.PostingId, page.Did)),
            KeyReused reused => new KeyUsed(reused.PostingId),
            Busy => new TryAgain(),
            Refused refused => new Invalid(ShowSale.Explain(refused.Refusal)),
            _ => throw new InvalidOperationException("The ledger gave an answer that is not known here."),
        };
    }
}

/// <summary>A sale that was recorded.</summary>
/// <param name="PostingId">Its posting.</param>
/// <param name="Text">What happened, in words and numbers.</param>
public sealed record Sold(long PostingId, string Text);
