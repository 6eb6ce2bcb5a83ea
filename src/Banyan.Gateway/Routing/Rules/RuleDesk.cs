using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>Where operators see and keep rules.</summary>
internal sealed class RuleDesk(RuleBook book, RoutePlans plans, ICatalog catalog, RuleCounts counts, IRuleJudge judge, IRoutingRuleStore store, IChangeNotices notices, TimeProvider time) : IRoutingRules
{
    private const int MostName = 100, MostDescription = 500, MostBytes = 16 * 1024, MostRules = 200;
    private static readonly Failure Gone = new(FailureKind.CallerFault, "not_found", "There is no such rule in the database. Those of the configuration are changed there.");
    private static readonly Failure Stale = new(FailureKind.CallerFault, "conflict", "The rule was changed meanwhile, or another has its name. Read it again.") { Param = "expectedRevision" };

    /// <inheritdoc />
    public IReadOnlyList<RuleView> List()
    {
        var plan = plans.Of(catalog.Current);
        var all = catalog.Current.Rules.Select(rule => (Id: rule.Name, Rule: rule, Revision: 0))
            .Concat(book.Stored.All.Select(stored => (Id: stored.Id.ToString("D"), stored.Rule, stored.Revision)))
            .OrderByDescending(one => one.Rule.Priority)
            .ToList();
        return [.. all.Select((one, at) => new RuleView(one.Id, one.Rule, one.Revision, counts.LastDay(one.Rule.Name), Problems(one.Rule, plan, all.Take(at).Select(before => before.Rule))))];
    }

    /// <inheritdoc />
    public async Task<(RuleView? Kept, Failure? Failure)> SaveAsync(Caller by, Guid? id, int? expectedRevision, RoutingRule rule, CancellationToken cancellationToken)
    {
        await book.LookAsync(cancellationToken);
        var before = id is null ? null : book.Stored.All.FirstOrDefault(stored => stored.Id == id);
        if ((id is not null && before is null ? Gone : Wrong(rule, before)) is { } failure)
        {
            return (null, failure);
        }

        if (expectedRevision is { } expected && expected != (before?.Revision ?? 0))
        {
            return (null, Stale);
        }

        var now = time.GetUtcNow();
        var kept = new StoredRule(before?.Id ?? Guid.CreateVersion7(now), rule, (before?.Revision ?? 0) + 1, before?.CreatedAt ?? now, $"key:{by.KeyId}");
        if (!await store.PutAsync(kept, Act(by, "saveRoutingRule", rule.Name, new { Before = Shown(before?.Rule), After = Shown(rule) }), cancellationToken))
        {
            return (null, Stale);
        }

        await ChangedAsync();
        return (List().First(one => one.Id == kept.Id.ToString("D")), null);
    }

    /// <inheritdoc />
    public async Task<Failure?> RemoveAsync(Caller by, Guid id, CancellationToken cancellationToken)
    {
        await book.LookAsync(cancellationToken);
        if (book.Stored.All.FirstOrDefault(stored => stored.Id == id) is not { } stored
            || !await store.RemoveAsync(id, Act(by, "removeRoutingRule", stored.Rule.Name, Shown(stored.Rule)!), cancellationToken))
        {
            return Gone;
        }

        await ChangedAsync();
        return null;
    }

    private List<string> Problems(RoutingRule rule, RoutePlan plan, IEnumerable<RoutingRule> before)
    {
        var problems = new List<string>();
        if (plan.Find(rule.Target) is not { Targets.Length: > 0 })
        {
            problems.Add($"{rule.Target} stands for nothing");
        }

        problems.AddRange(judge.Find(rule, before));
        return problems;
    }

    private Failure? Wrong(RoutingRule rule, StoredRule? before)
    {
        var isTaken = catalog.Current.Rules.Any(other => Same(other.Name, rule.Name)) || book.Stored.All.Any(other => other.Id != before?.Id && Same(other.Rule.Name, rule.Name));
        var plan = plans.Of(catalog.Current);
        return true switch
        {
            _ when rule.Name.Trim().Length is 0 or > MostName => Bad("name", $"A rule's name has 1 to {MostName} characters."),
            _ when isTaken => Bad("name", $"Another rule is called \"{rule.Name}\"."),
            _ when before is null && book.Stored.All.Count >= MostRules => Bad("name", $"There are {MostRules} rules already."),
            _ when rule.Description?.Length > MostDescription => Bad("description", $"A description has at most {MostDescription} characters."),
            _ when rule.When?.GetRawText().Length > MostBytes => Bad("conditions", "Conditions have at most 16 KB."),
            _ when plan.Find(rule.Target) is null => Bad("target", $"\"{rule.Target}\" is neither an alias nor a model."),
            _ when rule.Fallbacks.FirstOrDefault(name => plan.Find(name) is null) is { } lost => Bad("fallbacks", $"\"{lost}\" is neither an alias nor a model."),
            _ => Unreadable(rule),
        };
    }

    private static Failure? Unreadable(RoutingRule rule)
    {
        try
        {
            ConditionCompiler.Compile(rule.When);
            return null;
        }
        catch (FormatException wrong)
        {
            return Bad("conditions", wrong.Message);
        }
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static object? Shown(RoutingRule? rule) =>
        rule is null ? null : new { rule.Name, rule.Priority, Conditions = rule.When, rule.Target, rule.Fallbacks, Enabled = rule.IsEnabled, Shadow = rule.IsShadow };

    private static Failure Bad(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    /// <summary>Puts a change in force here and tells the other nodes; done even when whoever asked has left.</summary>
    private async Task ChangedAsync()
    {
        await book.LookAsync(CancellationToken.None);
        await notices.TellAsync(RuleBook.Topic, "", CancellationToken.None);
    }

    private AuditAct Act(Caller by, string action, string name, object detail)
    {
        var now = time.GetUtcNow();
        return new AuditAct { Id = Guid.CreateVersion7(now), At = now, Tenant = by.Tenant, Actor = $"key:{by.KeyId}", Action = action, Target = $"rule:{name}", Detail = JsonSerializer.Serialize(detail) };
    }
}
