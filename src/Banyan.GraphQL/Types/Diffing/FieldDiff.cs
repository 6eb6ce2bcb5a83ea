namespace Banyan.GraphQL.Types.Diffing;

/// <summary>Compares the fields of objects and interfaces.</summary>
internal static class FieldDiff
{
    public static void Compare(FieldsType before, FieldsType after, Changes changes)
    {
        foreach (var (name, old) in before.Fields)
        {
            var where = $"{before}.{name}";
            if (!after.Fields.TryGetValue(name, out var field))
            {
                changes.Breaking("FIELD_REMOVED", where, $"{where} was removed.");
                continue;
            }

            InputDiff.Compare(where, old.Arguments, field.Arguments, InputDiff.Words.Argument, changes);
            if (!IsSafe(old.Type, field.Type))
            {
                changes.Breaking("FIELD_CHANGED_KIND", where, $"{where} changed type from {old.Type} to {field.Type}.");
            }
            else if (old.Type.ToString() != field.Type.ToString())
            {
                changes.Safe("FIELD_CHANGED_KIND_SAFE", where, $"{where} changed type from {old.Type} to {field.Type}.");
            }

            changes.Description(where, old.Description, field.Description);
            changes.Deprecation(where, old.Deprecation, field.Deprecation);
        }

        foreach (var name in after.Fields.Keys.Where(name => !before.Fields.ContainsKey(name)))
        {
            changes.Safe("FIELD_ADDED", $"{before}.{name}", $"{before}.{name} was added.");
        }
    }

    // What is given may only become more certain: null may go away, nothing else.
    private static bool IsSafe(GraphType before, GraphType after) => (before, after) switch
    {
        (NonNullType old, NonNullType type) => IsSafe(old.Inner, type.Inner),
        (NonNullType, _) => false,
        (_, NonNullType type) => IsSafe(before, type.Inner),
        (ListType old, ListType type) => IsSafe(old.Item, type.Item),
        (NamedType old, NamedType type) => old.Name == type.Name,
        _ => false,
    };
}
