using System.Collections.Frozen;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>What one may do. Every endpoint of the site asks for one of these, or says openly that it is for anyone.</summary>
public enum Permission
{
    /// <summary>See members, benefits, credits, history and the dashboard.</summary>
    BrowseMembers,

    /// <summary>Add members, and edit their details and status.</summary>
    EditMembers,

    /// <summary>Record usage.</summary>
    RecordUsage,

    /// <summary>Date a usage before the backdating window (R16).</summary>
    BackdateFurther,

    /// <summary>Record usage for members who are not active (R54).</summary>
    UseDespiteStatus,

    /// <summary>Take, change and cancel bookings, and mark attendance.</summary>
    ManageBookings,

    /// <summary>Give everything back for a cancelled booking, whatever its policy says (R43).</summary>
    WaivePolicy,

    /// <summary>Change groups: who is in them, what they share, and how much.</summary>
    ManageGroups,

    /// <summary>Reports and balance history.</summary>
    ViewReports,

    /// <summary>Take data out as files.</summary>
    Export,

    /// <summary>Adjust a balance, or set it to a target.</summary>
    Adjust,

    /// <summary>Give a member a credit.</summary>
    Grant,

    /// <summary>Assign, end and change memberships; sell products.</summary>
    Supply,

    /// <summary>Give what remains on credits a later end.</summary>
    Extend,

    /// <summary>Move what remains to another member.</summary>
    Transfer,

    /// <summary>Take what remains.</summary>
    Revoke,

    /// <summary>Merge two records of one person, and undo that.</summary>
    Merge,

    /// <summary>Reverse any posting.</summary>
    Undo,

    /// <summary>Undo a use that one recorded oneself, for a while (R24).</summary>
    UndoOwn,

    /// <summary>Ask an admin to do what one may not do.</summary>
    AskAdmin,

    /// <summary>Decide what others ask an admin for.</summary>
    DecideRequests,

    /// <summary>Bring files in.</summary>
    Import,

    /// <summary>Change benefits, services and settings.</summary>
    Setup,

    /// <summary>Set the lock date and lift it (R49).</summary>
    LockDate,

    /// <summary>Create users and change their roles.</summary>
    ManageUsers,

    /// <summary>See who did what, and what was refused.</summary>
    ViewAudit,
}

/// <summary>The one table of who may do what.</summary>
public static class RolePermissions
{
    private static readonly Permission[] Staff =
        [Permission.BrowseMembers, Permission.EditMembers, Permission.RecordUsage, Permission.ManageBookings, Permission.UndoOwn,
            Permission.AskAdmin];

    private static readonly Permission[] Manager = [.. Staff, Permission.ViewReports, Permission.Export, Permission.WaivePolicy];

    private static readonly Permission[] Admin =
    [
        .. Manager,
        Permission.BackdateFurther,
        Permission.UseDespiteStatus,
        Permission.ManageGroups,
        Permission.Adjust,
        Permission.Grant,
        Permission.Supply,
        Permission.Extend,
        Permission.Transfer,
        Permission.Revoke,
        Permission.Merge,
        Permission.Undo,
        Permission.DecideRequests,
        Permission.Import,
        Permission.Setup,
        Permission.LockDate,
        Permission.ManageUsers,
        Permission.ViewAudit,
    ];

    private static readonly FrozenDictionary<UserRole, FrozenSet<Permission>> Table = new Dictionary<UserRole, FrozenSet<Permission>>
    {
        [UserRole.Staff] = Staff.ToFrozenSet(),
        [UserRole.Manager] = Manager.ToFrozenSet(),
        [UserRole.Admin] = Admin.ToFrozenSet(),
    }.ToFrozenDictionary();

    /// <summary>Whether the role has the permission; a role that is not in the table has none.</summary>
    public static bool Allows(UserRole role, Permission permission) =>
        Table.TryGetValue(role, out var granted) && granted.Contains(permission);
}
