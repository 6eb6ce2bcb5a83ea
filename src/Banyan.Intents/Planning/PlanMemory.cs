using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning;

/// <summary>
/// Plans a model made of messages that may come again, so that nobody pays twice for them. Kept are plans of reads alone that stand on the message alone: every value occurs in its
/// words, and the words by themselves name the same intents. Equal means: same tenant, rights, catalogue, day and words. In memory, bounded. Thread-safe.
/// </summary>
internal sealed class PlanMemory(LexicalPlanner lexical, TimeProvider time)
{
    private const int Most = 1000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Plan> _plans = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>The plan an equal message got; null when there is none.</summary>
    public Plan? Find(PlanRequest request)
    {
        if (request.Conversation.Draft is not null)
        {
            return null;
        }

        var key = KeyOf(request);
        lock (_gate)
        {
            return _plans.GetValueOrDefault(key);
        }
    }

    /// <summary>Keeps a sound plan of a model, if it may be used again.</summary>
    public void Keep(PlanRequest request, Plan plan)
    {
        if (request.Conversation.Draft is not null || !MayBeUsedAgain(plan, request))
        {
            return;
        }

        var key = KeyOf(request);
        lock (_gate)
        {
            if (!_plans.TryAdd(key, plan))
            {
                return;
            }

            _order.Enqueue(key);
            if (_order.Count > Most)
            {
                _plans.Remove(_order.Dequeue());
            }
        }
    }

    private bool MayBeUsedAgain(Plan plan, PlanRequest request) =>
        plan is { Kind: PlanKind.Execute, Clarify: null, Steps.Count: > 0, Unmet.Count: 0 }
        && plan.Steps.All(step => request.Catalogue.Intents.TryGetValue(step.Intent, out var intent) && intent.Effect == Effect.Read && step.Args.Values.All(argument => IsSaid(argument, request.Text)))
        && IntentsOf(lexical.Plan(request with { Conversation = ConversationView.Empty })).SetEquals(IntentsOf(plan));

    private static HashSet<string> IntentsOf(Plan plan) => [.. plan.Steps.Select(step => step.Intent)];

    private static bool IsSaid(Argument argument, string words) =>
        argument is not Argument.Literal literal
        || (literal.From == "user" && literal.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && words.Contains(literal.Value.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>A hash: what people say is not kept here in the clear.</summary>
    private string KeyOf(PlanRequest request)
    {
        var (subject, key) = (request.Subject, new StringBuilder());
        foreach (var part in new[] { subject.Tenant, subject.TimeZone, request.Catalogue.Version, time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), request.Text.Trim() }.Concat(subject.Scopes.Order(StringComparer.Ordinal)))
        {
            key.Append(part.Length).Append(':').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())));
    }
}
