namespace CreditLedger.Data.Identity;

/// <summary>Wrong passwords for one e-mail from one device, from one address, or from all unknown devices together.</summary>
public sealed class SignInTry
{
    /// <summary>A hash of the e-mail that was typed, whether an account has it or not.</summary>
    public required string Account { get; set; }

    /// <summary>A hash of where the tries came from.</summary>
    public required string Source { get; set; }

    /// <summary>Whether an account had the e-mail; what nobody has is forgotten first.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Tries since the last right password, the present one among them.</summary>
    public int Failures { get; set; }

    /// <summary>When the last one was let through.</summary>
    public DateTime LastAt { get; set; }
}
