using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Callers.Services;

/// <summary>Where administrators say what services may do, who answers for them, and what people are trusted with. In force here at once and on every node within two seconds.</summary>
public sealed class ServiceDesk
{
    private const int LongestName = 100, LongestText = 500, LongestPattern = 200, MostPatterns = 500;

    private readonly IServiceStore _store;
    private readonly IKeyStore _keys;
    private readonly KeyRing _ring;
    private readonly TimeProvider _time;

    internal ServiceDesk(IServiceStore store, IKeyStore keys, KeyRing ring, TimeProvider time) => (_store, _keys, _ring, _time) = (store, keys, ring, time);

    /// <summary>A tenant's services, keys and users as stored: services by name, keys newest first, users by subject.</summary>
    public async Task<KeyPage> ReadAsync(string tenant, CancellationToken cancellationToken)
    {
        var page = await _keys.ReadAllAsync(cancellationToken);
        return new KeyPage(page.Revision, [.. page.Keys.Where(key => key.Tenant == tenant).OrderByDescending(key => key.CreatedAt)])
        {
            Services = [.. page.Services.Where(one => one.Tenant == tenant).OrderBy(one => one.Name, StringComparer.Ordinal)],
            Users = [.. page.Users.Where(one => one.Tenant == tenant).OrderBy(one => one.Subject, StringComparer.Ordinal)],
        };
    }

    /// <summary>A tenant's teams, by name.</summary>
    public Task<IReadOnlyList<TeamRecord>> TeamsAsync(string tenant, CancellationToken cancellationToken) => _store.TeamsAsync(tenant, cancellationToken);

    /// <summary>Makes a service or changes one; null when that is done.</summary>
    /// <returns>A refusal <c>invalid_request</c>, <c>not_allowed</c> for grants beyond those of the caller, <c>conflict</c> for another revision, or when nobody could administer afterwards.</returns>
    public async Task<Failure?> SaveAsync(Caller by, ServiceOrder order, CancellationToken cancellationToken)
    {
        if ((Problem(order) ?? BoundProblem(by, order.Grants)) is { } problem)
        {
            return problem;
        }

        var before = (await ReadAsync(by.Tenant, cancellationToken)).Services.FirstOrDefault(one => one.Name == order.Name);
        var service = new ServiceRecord
        {
            Tenant = by.Tenant,
            Name = order.Name,
            Description = order.Description ?? before?.Description,
            Team = (order.Team ?? before?.Team) is { Length: > 0 } team ? team : null,
            IsDisabled = order.IsDisabled ?? before?.IsDisabled ?? false,
            Grants = order.Grants,
        };
        var detail = new { service.Team, status = service.IsDisabled ? "disabled" : "active", service.Grants };
        var edit = await _store.SaveAsync(service, order.ExpectedRevision, Act(by, "saveService", $"service:{order.Name}", detail), cancellationToken);
        await _ring.ChangedAsync(CancellationToken.None);
        return Refusal(edit, "service", order.Name);
    }

    /// <summary>Makes a team or gives one another name.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="id">The team; null for a new one.</param>
    /// <param name="name">Its name: 1 to 100 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(TeamRecord? Team, Failure? Failure)> SaveTeamAsync(Caller by, Guid? id, string name, CancellationToken cancellationToken)
    {
        if (name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            return (null, KeyRefusals.Invalid("name", "A team's name has 1 to 100 characters and no control characters."));
        }

        var team = new TeamRecord(id ?? Guid.CreateVersion7(_time.GetUtcNow()), by.Tenant, name.Trim());
        var edit = await _store.SaveTeamAsync(team, id is null, Act(by, "saveTeam", $"team:{team.Id:D}", new { team.Name }), cancellationToken);
        await _ring.ChangedAsync(CancellationToken.None);
        return Refusal(edit, "team", name) is { } refused ? (null, refused) : (team, null);
    }

    /// <summary>Says what a person is trusted with.</summary>
    /// <param name="by">Who asks: never for themselves, and for nobody who may more than they may, before or after.</param>
    /// <param name="subject">The person, as the identity provider's tokens name them.</param>
    /// <param name="email">Their e-mail; null for what it is.</param>
    /// <param name="role">Their role.</param>
    /// <param name="isDisabled">Whether their tokens are refused; null for what it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(UserRecord? User, Failure? Failure)> SaveUserAsync(Caller by, string subject, string? email, Role role, bool? isDisabled, CancellationToken cancellationToken)
    {
        if (subject.Length is 0 or > LongestPattern || subject.Any(char.IsControl) || email is { Length: > LongestPattern } || role == Role.Service)
        {
            return (null, KeyRefusals.Invalid(role == Role.Service ? "role" : "subject", "A user has a subject of 1 to 200 characters, an e-mail as long at most, and a role of people."));
        }

        if (by.User == subject)
        {
            return (null, KeyRefusals.NotAllowed("Nobody edits their own role."));
        }

        var before = (await ReadAsync(by.Tenant, cancellationToken)).Users.FirstOrDefault(one => one.Subject == subject);
        if (!MayGive(by, role) || (before is not null && !MayGive(by, before.Role)))
        {
            return (null, KeyRefusals.NotAllowed("Nobody gives or takes away a role whose rights they lack."));
        }

        var user = new UserRecord(before?.Id ?? Guid.CreateVersion7(_time.GetUtcNow()), by.Tenant, subject, email ?? before?.Email, role, isDisabled ?? before?.IsDisabled ?? false);
        await _store.SaveUserAsync(user, Act(by, "saveUser", $"user:{user.Id:D}", new { role = RoleRights.WordOf(role), status = user.IsDisabled ? "disabled" : "active" }), cancellationToken);
        await _ring.ChangedAsync(CancellationToken.None);
        return (user, null);
    }

    private static bool MayGive(Caller by, Role role) => GrantBounds.Covers(by.Grants.Operations, RoleRights.Of(role));

    private static Failure? Problem(ServiceOrder order)
    {
        if (order.Name.Length is 0 or > LongestName || !order.Name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-'))
        {
            return KeyRefusals.Invalid("name", "A service's name has 1 to 100 letters, digits, dots, hyphens and underscores.");
        }

        if (order.Description is { Length: > LongestText } || order.Team is { Length: > LongestName } || order.Team?.Any(char.IsControl) == true)
        {
            return KeyRefusals.Invalid("team", "A description has at most 500 characters, a team's name 100 and no control characters.");
        }

        var patterns = order.Grants.Patterns.ToList();
        return patterns.Count > MostPatterns || patterns.Exists(one => one.Length is 0 or > LongestPattern || one.AsSpan(0, one.Length - 1).Contains('*') || one.Any(char.IsControl))
            ? KeyRefusals.Invalid("grants", "Each grant is a name, with at most one '*' at its end; 500 of them at most.")
            : null;
    }

    /// <summary>Who may do everything says what others may; anybody else no more than they may themselves.</summary>
    private static Failure? BoundProblem(Caller by, ServiceGrants grants) =>
        by.Grants.Operations.Contains("*", StringComparer.Ordinal) || GrantBounds.Covers(by.Grants with { Operations = ["*"] }, grants.AsGrants())
            ? null
            : KeyRefusals.NotAllowed("A key can't let a service do more than itself.");

    private static Failure? Refusal(ServiceEdit edit, string kind, string name) => edit switch
    {
        ServiceEdit.Done => null,
        ServiceEdit.NotFound => KeyRefusals.NotFound($"There is no such {kind}."),
        ServiceEdit.Conflict => KeyRefusals.Conflict($"The {kind} '{name}' was changed meanwhile, or there is another of that name: read it again."),
        ServiceEdit.LastAdmin => KeyRefusals.Conflict("The last key that may do everything is of this service: make another first."),
    };

    private AuditAct Act(Caller by, string action, string target, object detail)
    {
        var now = _time.GetUtcNow();
        return new AuditAct { Id = Guid.CreateVersion7(now), At = now, Tenant = by.Tenant, Actor = $"key:{by.KeyId}", Action = action, Target = target, Detail = JsonSerializer.Serialize(detail) };
    }
}
