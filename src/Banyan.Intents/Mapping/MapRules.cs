namespace Banyan.Intents.Mapping;

/// <summary>A map's rules as they hold for the records of one place.</summary>
internal sealed class MapRules
{
    private readonly FieldMap _map;

    private MapRules(FieldMap map, string scope)
    {
        _map = map;
        var names = map.Rename.Keys.Concat(map.Enum.Keys).Concat(map.Scale.Keys).Concat(map.Date.Keys).Distinct(StringComparer.Ordinal);
        Fields = [.. names.Where(name => Holds(name, scope)).OrderBy(name => ScopeOf(name).Length == 0).Select(Rule).DistinctBy(rule => rule.Intent, StringComparer.Ordinal)];
        Joins = [.. map.Join.Where(join => Holds(join.Key, scope)).Select(join => (Leaf(join.Key), join.Value))];
        Splits = [.. map.Split.Where(split => Holds(split.Key, scope)).Select(split => (Leaf(split.Key), split.Value))];
    }

    /// <summary>Renamed, translated, dated and scaled fields.</summary>
    public IReadOnlyList<FieldRule> Fields { get; }

    /// <summary>Backend field, and the intent's fields that are joined into it.</summary>
    public IReadOnlyList<(string Backend, JoinRule Rule)> Joins { get; }

    /// <summary>Intent field, and the backend's fields that are joined into it.</summary>
    public IReadOnlyList<(string Intent, JoinRule Rule)> Splits { get; }

    /// <summary>Every name of the intent the rules speak of.</summary>
    public IEnumerable<string> IntentNames => Fields.Select(rule => rule.Intent).Concat(Joins.SelectMany(join => join.Rule.Parts)).Concat(Splits.Select(split => split.Intent));

    /// <summary>The rules for one place: the empty scope is the top record, <c>orders[]</c> the records of a list.</summary>
    public static MapRules At(FieldMap map, string scope) => new(map, scope);

    /// <summary>The leading name of everything of the intent's a map speaks of, wherever it stands.</summary>
    public static IEnumerable<string> AllNames(FieldMap map) =>
        map.Rename.Keys.Concat(map.Enum.Keys).Concat(map.Scale.Keys).Concat(map.Date.Keys).Concat(map.Join.Values.SelectMany(join => join.Parts)).Concat(map.Split.Keys).Select(name => Leaf(name).Split('.')[0]);

    /// <summary>The scope of a member's value.</summary>
    public static string Below(string scope, string member, bool isList) => (scope.Length == 0 ? member : $"{scope}.{member}") + (isList ? "[]" : "");

    private static bool Holds(string name, string scope) => ScopeOf(name) is var own && (own.Length == 0 || own == scope);

    private static string ScopeOf(string name) => name.LastIndexOf("[].", StringComparison.Ordinal) is var at and >= 0 ? name[..(at + 2)] : "";

    private static string Leaf(string name) => name.LastIndexOf("[].", StringComparison.Ordinal) is var at and >= 0 ? name[(at + 3)..] : name;

    private FieldRule Rule(string name)
    {
        var (scale, date) = (_map.Scale.GetValueOrDefault(name), _map.Date.GetValueOrDefault(name));
        return new FieldRule(Leaf(name), Leaf(scale?.From ?? date?.From ?? _map.Rename.GetValueOrDefault(name) ?? name))
        {
            Words = _map.Enum.GetValueOrDefault(name),
            Format = date?.Format,
            By = scale?.By,
        };
    }
}
