using System.Globalization;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The paths of the site: links, forms and redirects are built from these.</summary>
public static class Routes
{
    public const string Members = "/members";
    public const string NewMember = Members + "/new";
    public const string Credits = "/credits";
    public const string Groups = "/groups";
    public const string NewGroup = Groups + "/new";
    public const string Setup = "/setup";
    public const string Benefits = Setup + "/benefits";
    public const string NewBenefit = Benefits + "/new";
    public const string Services = Setup + "/services";
    public const string NewService = Services + "/new";
    public const string Plans = Setup + "/plans";
    public const string NewPlan = Plans + "/new";
    public const string Products = Setup + "/products";
    public const string NewProduct = Products + "/new";
    public const string Settings = Setup + "/settings";
    public const string LockDate = Settings + "/lock";
    public const string Demo = Setup + "/demo";
    public const string Users = Setup + "/users";
    public const string NewUser = Users + "/new";
    public const string Audit = Setup + "/audit";
    public const string Memberships = "/memberships";
    public const string Postings = "/postings";
    public const string Bookings = "/bookings";
    public const string NewBooking = Bookings + "/new";
    public const string BookingDay = Bookings + "/day";
    public const string Attendance = Bookings + "/attendance";
    public const string Approvals = "/approvals";
    public const string Search = "/search";

    /// <summary>The pages of a member; the parts name one below the first: <c>Member(7, "benefits", "time")</c>.</summary>
    public static string Member(long id, params ReadOnlySpan<string> parts) => To(Members, id, parts);

    /// <summary>The pages of a merge of two members.</summary>
    public static string Merge(long id, params ReadOnlySpan<string> parts) => To("/merges", id, parts);

    /// <summary>The pages of a credit.</summary>
    public static string Credit(long id, params ReadOnlySpan<string> parts) => To(Credits, id, parts);

    /// <summary>The pages of an act with many credits: "extend", "transfer", "revoke".</summary>
    public static string ManyCredits(string act) => $"{Credits}/many/{act}";

    /// <summary>The pages of a group.</summary>
    public static string Group(long id, params ReadOnlySpan<string> parts) => To(Groups, id, parts);

    /// <summary>The pages of a membership.</summary>
    public static string Membership(long id, params ReadOnlySpan<string> parts) => To(Memberships, id, parts);

    /// <summary>The pages of a transaction.</summary>
    public static string Posting(long id, params ReadOnlySpan<string> parts) => To(Postings, id, parts);

    /// <summary>The pages of a booking.</summary>
    public static string Booking(long id, params ReadOnlySpan<string> parts) => To(Bookings, id, parts);

    /// <summary>The pages of a request to an admin.</summary>
    public static string Approval(long id, params ReadOnlySpan<string> parts) => To(Approvals, id, parts);

    /// <summary>The pages of a benefit.</summary>
    public static string Benefit(long id, params ReadOnlySpan<string> parts) => To(Benefits, id, parts);

    /// <summary>The pages of a service.</summary>
    public static string Service(long id, params ReadOnlySpan<string> parts) => To(Services, id, parts);

    /// <summary>The pages of a plan.</summary>
    public static string Plan(long id, params ReadOnlySpan<string> parts) => To(Plans, id, parts);

    /// <summary>The pages of an account.</summary>
    public static string User(long id, params ReadOnlySpan<string> parts) => To(Users, id, parts);

    /// <summary>The pages of a product.</summary>
    public static string Product(long id, params ReadOnlySpan<string> parts) => To(Products, id, parts);

    private static string To(string place, long id, ReadOnlySpan<string> parts)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{place}/{id}");
        foreach (var part in parts) path += "/" + part;
        return path;
    }
}
