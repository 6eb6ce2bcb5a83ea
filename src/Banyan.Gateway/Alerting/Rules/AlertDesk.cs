using System.Text.Json;
using Banyan.Gateway.Alerting.Watching;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Alerting.Rules;

/// <summary>Where operators say what is too much, and that they look after it.</summary>
internal sealed class AlertDesk(IAlertStore store, IWebhookStore webhooks, AlertRuleBook book, IChangeNotices notices, TimeProvider time) : IAlerts
{
    private const int MostListed = 200, MostNote = 500, MostName = 300;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromHours(1);
    private static readonly string[] Scopes = ["", "service", "provider", "model", "alias", "credential", "key", "feature", "budget", "webhook"];

    /// <inheritdoc />
    public Task<IReadOnlyList<Alert>> ListAsync(string tenant, AlertStatus? status, CancellationToken cancellationToken) => store.ListAsync(tenant, status, MostListed, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<AlertRule>> RulesAsync(string tenant, CancellationToken cancellationToken)
    {
        await book.LookAsync(cancellationToken);
        return book.Of(tenant);
    }

    /// <inheritdoc />
    public async Task<(AlertRule? Saved, Failure? Failure)> SaveRuleAsync(Caller by, AlertRule rule, CancellationToken cancellationToken)
    {
        if (Wrong(rule) is { } wrong)
        {
            return (null, wrong);
        }

        var known = await webhooks.ListAsync(by.Tenant, cancellationToken);
        if (rule.Webhooks.Any(id => known.All(one => one.Id != id)))
        {
            return (null, Bad("webhooks", "Each of webhooks is the id of one that is there."));
        }

        var now = time.GetUtcNow();
        var set = rule with { Id = Guid.CreateVersion7(now).ToString("D"), Tenant = by.Tenant };
        var act = Act(by, "saveAlertRule", $"alert:{set.Kind}{(set.Scope.Length == 0 ? "" : $":{set.Scope}:{set.ScopeId}")}", new { set.Threshold, seconds = set.Window.TotalSeconds, severity = set.Severity.ToString(), set.IsEnabled });
        var saved = await store.PutRuleAsync(set, act, cancellationToken);
        await book.LookAsync(CancellationToken.None);
        return (saved, null);
    }

    /// <inheritdoc />
    public async Task<(Alert? Alert, Failure? Failure)> AcknowledgeAsync(Caller by, Guid id, string? note, CancellationToken cancellationToken)
    {
        if (note?.Length > MostNote)
        {
            return (null, Bad("note", "A note has at most 500 characters."));
        }

        var act = Act(by, "acknowledgeAlert", $"alert:{id:D}", new { note });
        if (await store.AcknowledgeAsync(by.Tenant, id, act.Actor, note, act, cancellationToken) is not { } known)
        {
            return (null, new Failure(FailureKind.CallerFault, "not_found", "There is no such alert that fires."));
        }

        await notices.TellAsync(AlertWatch.Topic, by.Tenant, CancellationToken.None);
        return (known, null);
    }

    private static Failure? Wrong(AlertRule rule) => true switch
    {
        _ when AlertKind.Find(rule.Kind) is null => Bad("kind", $"There is no kind '{(rule.Kind.Length > 60 ? rule.Kind[..60] : rule.Kind)}'. There are: {string.Join(", ", AlertKind.All.Select(kind => kind.Name))}."),
        _ when !Scopes.Contains(rule.Scope, StringComparer.Ordinal) => Bad("scope", $"A scope is one of {string.Join(", ", Scopes.Skip(1))}; nothing for all."),
        _ when rule.Scope.Length == 0 != (rule.ScopeId.Length == 0) || rule.ScopeId.Length > MostName => Bad("scopeId", "scopeId names the one of the scope the rule is for; both are left out for all."),
        _ when !double.IsFinite(rule.Threshold) || rule.Threshold < 0 => Bad("threshold", "A threshold is a number from 0 on."),
        _ when rule.Window < Shortest || rule.Window > Longest => Bad("windowSeconds", "A window has 60 to 3600 seconds."),
        _ => null,
    };

    private static Failure Bad(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    private AuditAct Act(Caller by, string action, string target, object detail)
    {
        var now = time.GetUtcNow();
        return new AuditAct { Id = Guid.CreateVersion7(now), At = now, Tenant = by.Tenant, Actor = $"key:{by.KeyId}", Action = action, Target = target, Detail = JsonSerializer.Serialize(detail) };
    }
}
