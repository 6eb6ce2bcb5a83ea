using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Conditions;

/// <summary>What an expression may read: results by name, the caller, the time.</summary>
/// <param name="Roots">Values by root: <c>s1</c>, <c>caller</c>, <c>it</c>, <c>result</c>, <c>args</c>. A root that is not there is unknown.</param>
/// <param name="Now">The instant of <c>now()</c>, in any zone.</param>
/// <param name="Zone">The person's time zone: where days begin.</param>
internal sealed record ConditionInput(IReadOnlyDictionary<string, JsonElement> Roots, DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>What expressions may read of the caller.</summary>
    public static JsonSchema CallerSchema { get; } = Text("id", "email", "name", "timeZone");

    /// <summary>A run as its conditions see it: results of steps that succeeded, and the caller.</summary>
    /// <param name="scope">The run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="element">The element at hand (<c>it</c>) in a step that runs once for each; null elsewhere.</param>
    public static ConditionInput Of(RunScope scope, TimeProvider time, JsonElement? element = null)
    {
        var roots = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["caller"] = Caller(scope.Subject) };
        foreach (var (id, outcome) in scope.Ended)
        {
            if (outcome is { Status: StepStatus.Succeeded, Value: { } value })
            {
                roots[id] = value;
            }
        }

        if (element is { } it)
        {
            roots[ExprFunctions.Element] = it;
        }

        return new ConditionInput(roots, time.GetUtcNow(), ZoneOf(scope.Subject));
    }

    /// <summary>A person's time zone; UTC when the name is unknown here.</summary>
    public static TimeZoneInfo ZoneOf(Subject subject) => TimeZoneInfo.TryFindSystemTimeZoneById(subject.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A person as <c>caller</c>; what is not known is missing.</summary>
    public static JsonElement Caller(Subject subject)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = subject.Id, ["timeZone"] = subject.TimeZone };
        if (subject.Email is { } email)
        {
            known["email"] = email;
        }

        if (subject.Name is { } name)
        {
            known["name"] = name;
        }

        return JsonSerializer.SerializeToElement(known, ConditionJson.Default.DictionaryStringString);
    }

    private static JsonSchema Text(params string[] names) => new()
    {
        Source = JsonSchema.Any.Source,
        Type = "object",
        Properties = names.ToDictionary(name => name, _ => new JsonSchema { Source = JsonSchema.Any.Source, Type = "string" }, StringComparer.Ordinal),
    };
}
