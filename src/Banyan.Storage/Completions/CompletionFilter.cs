using System.Globalization;
using Banyan.Gateway.Completions;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Completions;

/// <summary>What is looked for, as a condition and its values; every value is a parameter.</summary>
internal sealed class CompletionFilter
{
    private static readonly string[] Searched =
        ["q.door", "q.feature", "q.model_preference", "q.requested_by_service", "q.requested_by_user", "q.trace_id", CompletionReader.Model, "e.code"];

    private readonly List<string> _conditions = ["q.tenant_id = @Tenant"];
    private int _next;

    public CompletionFilter(CompletionQuery query, SqlForm form)
    {
        Values.Add("Tenant", query.Tenant);
        OneOf("q.requested_by_service", query.Services);
        OneOf("q.requested_by_user", query.Users);
        OneOf("q.feature", query.Features);
        OneOf("q.team", query.Teams);
        OneOf(CompletionReader.Model, query.Models);
        OneOf("q.outcome", [.. query.Outcomes.Select(CompletionColumns.Word)]);
        if (query.From is { } from)
        {
            _conditions.Add($"q.created_at >= {Value(form.Instant(from))}");
        }

        if (query.Until is { } until)
        {
            _conditions.Add($"q.created_at < {Value(form.Instant(until))}");
        }

        if (query.After is { } after)
        {
            var at = Value(form.Instant(after.At));
            _conditions.Add($"(q.created_at < {at} OR (q.created_at = {at} AND q.id < {Value(form.Id(after.Id))}))");
        }

        if (query.Search is { Length: > 0 } search)
        {
            var words = Value("%" + search.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%");
            _conditions.Add($"({string.Join(" OR ", Searched.Select(column => $"LOWER({column}) LIKE {words} ESCAPE '!'"))})");
        }
    }

    /// <summary>The condition.</summary>
    public string Where => string.Join(" AND ", _conditions);

    /// <summary>Its values.</summary>
    public DynamicParameters Values { get; } = new();

    private void OneOf(string column, IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            _conditions.Add($"{column} IN ({string.Join(", ", words.Select(Value))})");
        }
    }

    private string Value(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v{_next++}");
        Values.Add(name, value);
        return "@" + name;
    }
}
