using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CreditLedger.Data.Queries;

/// <summary>
/// A statement that is translated once for each model. Without it EF takes the tree of a query apart and looks it up at every run, which
/// is a quarter of what a list page costs; so the statements of every page and of the rows of long lists are compiled.
/// </summary>
/// <param name="compile">One of the forms of <c>EF.CompileAsyncQuery</c>; it works for the model it first runs on and for no other.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile) where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    /// <summary>The statement for this context's model.</summary>
    public TQuery For(LedgerDbContext db) => _byModel.GetValue(db.Model, _ => compile());
}
