using System.Collections.Concurrent;
using Banyan.Intents.Planning.Lexical.Building;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical;

/// <summary>Plans without a model: words against the catalogue's own words. No network, no weights; the same request at the same instant gives the same plan.</summary>
/// <remarks>words -> clauses -> intents -> arguments and links -> conditions -> template. Each folder is one of these steps.</remarks>
internal sealed class LexicalPlanner(TimeProvider time)
{
    private const int MostIndexes = 32;
    private readonly ConcurrentDictionary<string, LexicalIndex> _indexes = new(StringComparer.Ordinal);

    /// <summary>Makes a plan at once.</summary>
    public Plan Plan(PlanRequest request) => new PlanMaker(new Scene(request, IndexOf(request), Today(request.Subject))).Make();

    /// <summary>The intents a caller may use, the likeliest for the message first.</summary>
    public IReadOnlyList<Intent> Rank(PlanRequest request)
    {
        var index = IndexOf(request);
        var scores = index.Scores.Score(Words.Tokenizer.Read(request.Text), out _);
        return [.. index.Cards.OrderByDescending(card => scores[card.Number]).ThenBy(card => card.Number).Select(card => card.Intent)];
    }

    /// <summary>The index of what a caller may use; kept for as long as the catalogue's version is asked for.</summary>
    public LexicalIndex IndexOf(PlanRequest request)
    {
        var any = string.Join(' ', request.Subject.Scopes.Where(scope => scope == "*" || scope.EndsWith(":any", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var key = $"{request.Catalogue.Version}|{any}|{string.Join(' ', request.Visible.Select(intent => intent.Key))}";
        if (_indexes.TryGetValue(key, out var index))
        {
            return index;
        }

        if (_indexes.Count >= MostIndexes)
        {
            _indexes.Clear();
        }

        return _indexes.GetOrAdd(key, _ => new LexicalIndex(request.Visible, request.Subject));
    }

    private DateOnly Today(Subject subject)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(subject.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
    }
}
