using System.Collections.Frozen;
using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>Every key of one revision, found by public id without allocating.</summary>
internal sealed class KeySnapshot
{
    private const int DeepestFamily = 16;
    private readonly FrozenDictionary<string, KeyEntry>.AlternateLookup<ReadOnlySpan<char>> _byId;
    private readonly FrozenDictionary<(string Tenant, string Name), ServiceRecord> _services;
    private readonly FrozenDictionary<(string Tenant, string Subject), UserRecord> _users;

    private KeySnapshot(KeyPage page, FrozenDictionary<string, KeyEntry> entries, FrozenDictionary<(string, string), ServiceRecord> services)
    {
        Page = page;
        Entries = entries;
        _services = services;
        _users = page.Users.ToFrozenDictionary(user => (user.Tenant, user.Subject));
        _byId = entries.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What it was built of.</summary>
    public KeyPage Page { get; }

    /// <summary>The revision it was read at.</summary>
    public long Revision => Page.Revision;

    /// <summary>Keys by public id.</summary>
    public FrozenDictionary<string, KeyEntry> Entries { get; }

    /// <summary>Finds a key; null when there is none.</summary>
    public KeyEntry? Find(ReadOnlySpan<char> publicId) => _byId.TryGetValue(publicId, out var entry) ? entry : null;

    /// <summary>Finds a service; null when nobody wrote one down.</summary>
    public ServiceRecord? ServiceOf(string tenant, string name) => _services.GetValueOrDefault((tenant, name));

    /// <summary>Finds a person; null when nobody wrote them down.</summary>
    public UserRecord? UserOf(string tenant, string subject) => _users.GetValueOrDefault((tenant, subject));

    /// <summary>Builds the snapshot of a page, keeping uses not yet written down.</summary>
    public static KeySnapshot Build(KeyPage page, KeySnapshot? before)
    {
        var records = page.Keys.ToDictionary(key => key.PublicId, StringComparer.Ordinal);
        var services = page.Services.ToFrozenDictionary(one => (one.Tenant, one.Name));
        var entries = page.Keys.ToFrozenDictionary(key => key.PublicId, key => Entry(key, records, services.GetValueOrDefault((key.Tenant, key.Service)), before), StringComparer.Ordinal);
        return new KeySnapshot(page, entries, services);
    }

    private static KeyEntry Entry(KeyRecord key, Dictionary<string, KeyRecord> records, ServiceRecord? service, KeySnapshot? before)
    {
        var grants = BoundGrants(key, records);
        var caller = new Caller
        {
            Tenant = key.Tenant,
            Service = key.Service,
            KeyId = key.PublicId,
            Role = key.Role,
            Grants = service?.Bound(grants) ?? grants,
            KeyGeneration = key.Generation,
            Team = service?.Team,
        };
        var entry = new KeyEntry(key, caller, service?.IsDisabled ?? false);
        if (before?.Find(key.PublicId) is { } old)
        {
            entry.Touch(old.UsedTicks);
        }

        return entry;
    }

    /// <summary>A role bounds its keys. A parent narrowed later narrows its children too; one that is gone leaves them nothing.</summary>
    private static Grants BoundGrants(KeyRecord key, Dictionary<string, KeyRecord> records)
    {
        var grants = RoleRights.Within(key.Grants, key.Role);
        var parentId = key.ParentId;
        for (var depth = 0; parentId is not null; depth++)
        {
            if (depth == DeepestFamily || !records.TryGetValue(parentId, out var parent) || parent.Tenant != key.Tenant)
            {
                return new Grants([], []);
            }

            grants = GrantBounds.Within(grants, RoleRights.Within(parent.Grants, parent.Role));
            parentId = parent.ParentId;
        }

        return grants;
    }
}
