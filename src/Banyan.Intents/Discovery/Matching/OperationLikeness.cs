namespace Banyan.Intents.Discovery.Matching;

/// <summary>How alike two operations are: name, description, parameters, results. What neither side has does not count.</summary>
internal sealed class OperationLikeness
{
    private readonly Dictionary<MatchOperation, (Dictionary<string, double> Name, Dictionary<string, double> Description)> _placed = new(ReferenceEqualityComparer.Instance);
    private readonly FieldLikeness _params;
    private readonly FieldLikeness _results;

    public OperationLikeness(IReadOnlyCollection<MatchOperation> operations)
    {
        var texts = new TextSpace([.. operations.Select(one => Terms($"{one.Name} {one.Description}"))]);
        var fields = new TextSpace([.. operations.SelectMany(one => one.Params.Concat(one.Results)).Select(field => Terms($"{field.Name} {field.Words}"))]);
        Dictionary<string, double> Place(string text) => fields.Place(Terms(text));
        (_params, _results) = (new FieldLikeness(Place), new FieldLikeness(Place));
        foreach (var one in operations)
        {
            _placed[one] = (texts.Place(Terms(one.Name)), texts.Place(Terms(one.Description)));
        }
    }

    /// <summary>Compares two operations; 0 to 1.</summary>
    public double Compare(MatchOperation left, MatchOperation right, Dictionary<string, string>? names)
    {
        var (one, other) = (_placed[left], _placed[right]);
        var hasWords = one.Description.Count > 0 && other.Description.Count > 0;
        (double? Score, double Weight)[] parts =
        [
            (TextSpace.Cosine(one.Name, other.Name), 0.25),
            (hasWords ? TextSpace.Cosine(one.Description, other.Description) : null, 0.3),
            (_params.Compare(left.Params, right.Params, names), 0.3),
            (_results.Compare(left.Results, right.Results, names), 0.15),
        ];
        return parts.Sum(part => (part.Score ?? 0) * part.Weight) / parts.Where(part => part.Score is not null).Sum(part => part.Weight);
    }

    private static IReadOnlyList<string> Terms(string text)
    {
        var words = Words.Of(text);
        return [.. words, .. Words.Grams(words)];
    }
}
