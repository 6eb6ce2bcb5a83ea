using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Switches;

/// <summary>Where operators stop things.</summary>
internal sealed class SwitchDesk(SwitchBoard board, ISwitchStore store, IChangeNotices notices, ICatalog catalog, TimeProvider time) : IKillSwitches
{
    private const int MostReason = 500;
    private const int MostName = 200;

    private static readonly Failure Configured = new(
        FailureKind.CallerFault, "conflict", "The configuration has the direct mode on for every tenant: set emergency.directMode to false there, which is in force without a restart.");

    /// <inheritdoc />
    public IReadOnlyList<KillSwitch> List(string tenant) => board.Kills(tenant);

    /// <inheritdoc />
    public DirectMode? Direct(string tenant) => board.DirectOf(tenant);

    /// <inheritdoc />
    public async Task<(KillSwitch? Thrown, Failure? Failure)> SetAsync(
        Caller by, SwitchScope scope, string scopeId, bool cutsStreams, string reason, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if ((Wrong(reason, expiresAt, now) ?? WrongName(scope, scopeId)) is { } wrong)
        {
            return (null, wrong);
        }

        var (target, unknown) = SwitchTargets.Find(catalog.Current, scope, scopeId);
        if (target is null)
        {
            return (null, unknown);
        }

        await board.LookAsync(cancellationToken);
        var before = board.Kills(by.Tenant).FirstOrDefault(one => one.Scope == scope && TenantSwitches.IsSame(one.ScopeId, target));
        var kill = new KillSwitch(before?.Id ?? Guid.CreateVersion7(now), by.Tenant, scope, before?.ScopeId ?? target, cutsStreams, reason, $"key:{by.KeyId}", now, expiresAt);
        await store.PutAsync(kill, Act(by, "setKillSwitch", Target(kill), new { cutsStreams, reason, expiresAt }), cancellationToken);
        await ChangedAsync();
        return (kill, null);
    }

    /// <inheritdoc />
    public async Task<Failure?> ClearAsync(Caller by, Guid id, CancellationToken cancellationToken)
    {
        await board.LookAsync(cancellationToken);
        var kill = board.Kills(by.Tenant).FirstOrDefault(one => one.Id == id);
        if (kill is null || !await store.RemoveAsync(by.Tenant, id, Act(by, "clearKillSwitch", Target(kill), new { kill.Reason, kill.SetBy }), cancellationToken))
        {
            return new Failure(FailureKind.CallerFault, "not_found", "There is no such switch in force.");
        }

        await ChangedAsync();
        return null;
    }

    /// <inheritdoc />
    public async Task<Failure?> SetDirectAsync(Caller by, bool isOn, string reason, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (Wrong(reason, isOn ? expiresAt : null, now) is { } wrong)
        {
            return wrong;
        }

        if (!isOn && catalog.Current.IsDirect)
        {
            return Configured;
        }

        var mode = isOn ? new DirectMode(by.Tenant, reason, $"key:{by.KeyId}", now, expiresAt) : null;
        await store.DirectAsync(by.Tenant, mode, Act(by, "setDirectMode", "system", new { isOn, reason, expiresAt }), cancellationToken);
        await ChangedAsync();
        return null;
    }

    private static Failure? Wrong(string reason, DateTimeOffset? expiresAt, DateTimeOffset now) => true switch
    {
        _ when reason.Trim().Length is 0 or > MostReason => Bad("reason", "Say why, in 1 to 500 characters."),
        _ when expiresAt <= now => Bad("expiresAt", "expiresAt lies ahead."),
        _ => null,
    };

    private static Failure? WrongName(SwitchScope scope, string scopeId) => true switch
    {
        _ when scope == SwitchScope.Global && scopeId != "*" => Bad("scopeId", "A switch of scope GLOBAL has the scopeId *."),
        _ when scope != SwitchScope.Global && (scopeId.Length is 0 or > MostName || scopeId == "*") => Bad("scopeId", "scopeId names the one that is stopped, in 1 to 200 characters; scope GLOBAL stops everything."),
        _ => null,
    };

    private static Failure Bad(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    private static string Target(KillSwitch kill) => $"{kill.Scope.ToString().ToLowerInvariant()}:{kill.ScopeId}";

    /// <summary>Puts a change in force here and tells the other nodes; done even when whoever asked has left.</summary>
    private async Task ChangedAsync()
    {
        await board.LookAsync(CancellationToken.None);
        await notices.TellAsync(SwitchBoard.Topic, "", CancellationToken.None);
    }

    private AuditAct Act(Caller by, string action, string target, object detail)
    {
        var now = time.GetUtcNow();
        return new AuditAct { Id = Guid.CreateVersion7(now), At = now, Tenant = by.Tenant, Actor = $"key:{by.KeyId}", Action = action, Target = target, Detail = JsonSerializer.Serialize(detail) };
    }
}
