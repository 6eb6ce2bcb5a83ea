namespace Banyan.GraphQL.Types.Diffing;

/// <summary>Compares types, and what each kind of them holds.</summary>
internal static class TypeDiff
{
    public static void Compare(OrderedDictionary<string, NamedType> before, OrderedDictionary<string, NamedType> after, Changes changes)
    {
        foreach (var (name, old) in before)
        {
            if (!after.TryGetValue(name, out var type))
            {
                changes.Breaking("TYPE_REMOVED", name, old is ScalarType { IsBuiltIn: true } ? $"Standard scalar {name} was removed because it is not referenced anymore." : $"{name} was removed.");
                continue;
            }

            changes.Description(name, old.Description, type.Description);
            Compare(old, type, changes);
        }

        foreach (var name in after.Keys.Where(name => !before.ContainsKey(name)))
        {
            changes.Safe("TYPE_ADDED", name, $"{name} was added.");
        }
    }

    private static void Compare(NamedType before, NamedType after, Changes changes)
    {
        switch (before, after)
        {
            case (ObjectType old, ObjectType type):
                Compare(old, type, changes);
                break;
            case (InterfaceType old, InterfaceType type):
                Compare(old, type, changes);
                break;
            case (UnionType old, UnionType type):
                Compare(old, type, changes);
                break;
            case (EnumType old, EnumType type):
                Compare(old, type, changes);
                break;
            case (InputType old, InputType type):
                InputDiff.Compare(old, type, changes);
                break;
            case (ScalarType, ScalarType):
                break;
            default:
                changes.Breaking("TYPE_CHANGED_KIND", before.Name, $"{before} changed from {Kind(before)} to {Kind(after)}.");
                break;
        }
    }

    private static void Compare(FieldsType before, FieldsType after, Changes changes)
    {
        FieldDiff.Compare(before, after, changes);
        foreach (var gone in before.Interfaces.Where(old => !after.Interfaces.Exists(type => type.Name == old.Name)))
        {
            changes.Breaking("IMPLEMENTED_INTERFACE_REMOVED", before.Name, $"{before} no longer implements interface {gone}.");
        }

        foreach (var added in after.Interfaces.Where(type => !before.Interfaces.Exists(old => old.Name == type.Name)))
        {
            changes.Dangerous("IMPLEMENTED_INTERFACE_ADDED", before.Name, $"{added} added to interfaces implemented by {before}.");
        }
    }

    private static void Compare(UnionType before, UnionType after, Changes changes)
    {
        foreach (var gone in before.Members.Where(old => !after.Members.Exists(type => type.Name == old.Name)))
        {
            changes.Breaking("TYPE_REMOVED_FROM_UNION", before.Name, $"{gone} was removed from union type {before}.");
        }

        foreach (var added in after.Members.Where(type => !before.Members.Exists(old => old.Name == type.Name)))
        {
            changes.Dangerous("TYPE_ADDED_TO_UNION", before.Name, $"{added} was added to union type {before}.");
        }
    }

    private static void Compare(EnumType before, EnumType after, Changes changes)
    {
        foreach (var (name, old) in before.Entries)
        {
            if (after.Entries.TryGetValue(name, out var entry))
            {
                changes.Description($"{before}.{name}", old.Description, entry.Description);
                changes.Deprecation($"{before}.{name}", old.Deprecation, entry.Deprecation);
            }
            else
            {
                changes.Breaking("VALUE_REMOVED_FROM_ENUM", $"{before}.{name}", $"{name} was removed from enum type {before}.");
            }
        }

        foreach (var name in after.Entries.Keys.Where(name => !before.Entries.ContainsKey(name)))
        {
            changes.Dangerous("VALUE_ADDED_TO_ENUM", $"{before}.{name}", $"{name} was added to enum type {before}.");
        }
    }

    private static string Kind(NamedType type) => type switch
    {
        ScalarType => "a Scalar type",
        ObjectType => "an Object type",
        InterfaceType => "an Interface type",
        UnionType => "a Union type",
        EnumType => "an Enum type",
        _ => "an Input type",
    };
}
