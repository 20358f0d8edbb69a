namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>What is done with what remains on credits (R23).</summary>
public enum MoveMode
{
    /// <summary>It gets a later end.</summary>
    Extend,

    /// <summary>It goes to another member.</summary>
    Transfer,

    /// <summary>It is taken.</summary>
    Revoke,
}
