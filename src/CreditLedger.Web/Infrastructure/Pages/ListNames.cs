namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>By which names a record's page carries in its address the state of the list that it was opened from.</summary>
public static class ListNames
{
    /// <summary>The list of credits.</summary>
    public const string Credits = "credits";

    /// <summary>The list of groups.</summary>
    public const string Groups = "groups";

    /// <summary>The list of transactions.</summary>
    public const string Postings = "postings";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [MemberListLink.Name, Credits, Groups, Postings];
}
