using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Diffing;

/// <summary>Compares what is taken in: arguments and the fields of inputs.</summary>
internal static class InputDiff
{
    /// <summary>The codes for one kind of place.</summary>
    internal sealed record Words(string Removed, string ChangedKind, string RequiredAdded, string OptionalAdded, ChangeImpact OptionalImpact, string ChangedSafe, string DefaultChanged, string DefaultAdded)
    {
        public static Words Argument { get; } = new(
            "ARG_REMOVED", "ARG_CHANGED_KIND", "REQUIRED_ARG_ADDED", "OPTIONAL_ARG_ADDED", ChangeImpact.Dangerous, "ARG_CHANGED_KIND_SAFE", "ARG_DEFAULT_VALUE_CHANGE", "ARG_DEFAULT_VALUE_ADDED");

        public static Words Field { get; } = new(
            "FIELD_REMOVED", "FIELD_CHANGED_KIND", "REQUIRED_INPUT_FIELD_ADDED", "OPTIONAL_INPUT_FIELD_ADDED", ChangeImpact.Dangerous, "FIELD_CHANGED_KIND_SAFE", "INPUT_FIELD_DEFAULT_VALUE_CHANGE",
            "INPUT_FIELD_DEFAULT_VALUE_ADDED");

        public static Words Directive { get; } = new(
            "DIRECTIVE_ARG_REMOVED", "ARG_CHANGED_KIND", "REQUIRED_DIRECTIVE_ARG_ADDED", "OPTIONAL_DIRECTIVE_ARG_ADDED", ChangeImpact.Safe, "ARG_CHANGED_KIND_SAFE", "ARG_DEFAULT_VALUE_CHANGE",
            "ARG_DEFAULT_VALUE_ADDED");
    }

    public static void Compare(InputType before, InputType after, Changes changes)
    {
        Compare(before.Name, before.Fields, after.Fields, Words.Field, changes);
        if (before.IsOneOf != after.IsOneOf)
        {
            changes.Breaking("ONE_OF_CHANGED", before.Name, after.IsOneOf ? $"{before} now takes exactly one field." : $"{before} no longer takes exactly one field.");
        }
    }

    public static void Compare(string parent, OrderedDictionary<string, InputValue> before, OrderedDictionary<string, InputValue> after, Words words, Changes changes)
    {
        foreach (var (name, old) in before)
        {
            var where = Where(parent, name, words);
            if (after.TryGetValue(name, out var input))
            {
                Compare(where, old, input, words, changes);
            }
            else
            {
                changes.Breaking(words.Removed, where, $"{where} was removed.");
            }
        }

        foreach (var (name, input) in after.Where(pair => !before.ContainsKey(pair.Key)))
        {
            var where = Where(parent, name, words);
            if (input.IsRequired)
            {
                changes.Breaking(words.RequiredAdded, where, $"{where} was added and is required.");
            }
            else if (words.OptionalImpact == ChangeImpact.Dangerous)
            {
                changes.Dangerous(words.OptionalAdded, where, $"{where} was added and is optional.");
            }
            else
            {
                changes.Safe(words.OptionalAdded, where, $"{where} was added and is optional.");
            }
        }
    }

    private static void Compare(string where, InputValue before, InputValue after, Words words, Changes changes)
    {
        var (old, value) = (Default(before), Default(after));
        if (!IsSafe(before.Type, after.Type))
        {
            changes.Breaking(words.ChangedKind, where, $"{where} changed type from {before.Type} to {after.Type}.");
        }
        else if (old is not null && old != value)
        {
            changes.Dangerous(words.DefaultChanged, where, value is null ? $"{where} lost its default {old}." : $"{where} changed its default from {old} to {value}.");
        }
        else if (old is null && value is not null)
        {
            changes.Safe(words.DefaultAdded, where, $"{where} got the default {value}.");
        }
        else if (before.Type.ToString() != after.Type.ToString())
        {
            changes.Safe(words.ChangedSafe, where, $"{where} changed type from {before.Type} to {after.Type}.");
        }

        changes.Description(where, before.Description, after.Description);
        changes.Deprecation(where, before.Deprecation, after.Deprecation);
    }

    private static string Where(string parent, string name, Words words) => words == Words.Field ? $"{parent}.{name}" : $"{parent}({name}:)";

    // What is taken may only become more tolerant: null may be allowed, nothing else.
    private static bool IsSafe(GraphType before, GraphType after) => (before, after) switch
    {
        (NonNullType old, NonNullType type) => IsSafe(old.Inner, type.Inner),
        (NonNullType old, _) => IsSafe(old.Inner, after),
        (_, NonNullType) => false,
        (ListType old, ListType type) => IsSafe(old.Item, type.Item),
        (NamedType old, NamedType type) => old.Name == type.Name,
        _ => false,
    };

    // The order of an object's fields in a default says nothing.
    private static string? Default(InputValue value) => value.DefaultLiteral is null ? null : GraphPrinter.Print(Sorted(value.DefaultLiteral));

    private static ValueNode Sorted(ValueNode value) => value switch
    {
        ObjectValue fields => new ObjectValue(fields.Span, [.. fields.Fields.OrderBy(field => field.Name.Text, StringComparer.Ordinal).Select(field => new ObjectFieldNode(field.Span, field.Name, Sorted(field.Value)))]),
        ListValue list => new ListValue(list.Span, [.. list.Items.Select(Sorted)]),
        _ => value,
    };
}
