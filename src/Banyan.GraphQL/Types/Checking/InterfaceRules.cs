using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>Who implements an interface has its fields, its arguments and its interfaces.</summary>
internal static class InterfaceRules
{
    public static void Check(SchemaParts parts)
    {
        foreach (var type in parts.Declared.OfType<FieldsType>())
        {
            foreach (var twice in type.Interfaces.GroupBy(one => one.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            {
                parts.Problems.Add($"Type {type} can only implement {twice.Key} once.");
            }

            foreach (var implemented in type.Interfaces.Distinct())
            {
                if (implemented == type)
                {
                    parts.Problems.Add($"Type {type} cannot implement itself because it would create a circular reference.");
                    continue;
                }

                CheckAncestors(type, implemented, parts.Problems);
                CheckFields(type, implemented, parts.Problems);
            }
        }
    }

    private static void CheckAncestors(FieldsType type, InterfaceType implemented, List<string> problems)
    {
        foreach (var ancestor in implemented.Interfaces.Where(ancestor => !type.Interfaces.Contains(ancestor)))
        {
            problems.Add(ancestor == type
                ? $"Type {type} cannot implement {implemented} because it would create a circular reference."
                : $"Type {type} must implement {ancestor} because it is implemented by {implemented}.");
        }
    }

    private static void CheckFields(FieldsType type, InterfaceType implemented, List<string> problems)
    {
        foreach (var expected in implemented.Fields.Values)
        {
            if (!type.Fields.TryGetValue(expected.Name, out var field))
            {
                problems.Add($"Interface field {implemented}.{expected.Name} expected but {type} does not provide it.");
                continue;
            }

            if (!IsSubtype(field.Type, expected.Type))
            {
                problems.Add($"Interface field {implemented}.{expected.Name} expects type {expected.Type} but {type}.{field.Name} is type {field.Type}.");
            }

            if (field.Deprecation is not null && expected.Deprecation is null)
            {
                problems.Add($"Interface field {implemented}.{expected.Name} is not deprecated, so implementation field {type}.{field.Name} must not be deprecated.");
            }

            CheckArguments(type, implemented, field, expected, problems);
        }
    }

    private static void CheckArguments(FieldsType type, InterfaceType implemented, GraphField field, GraphField expected, List<string> problems)
    {
        foreach (var argument in expected.Arguments.Values)
        {
            var where = $"{implemented}.{expected.Name}({argument.Name}:)";
            if (!field.Arguments.TryGetValue(argument.Name, out var given))
            {
                problems.Add($"Interface field argument {where} expected but {type}.{field.Name} does not provide it.");
            }
            else if (!IsSame(argument.Type, given.Type))
            {
                problems.Add($"Interface field argument {where} expects type {argument.Type} but {type}.{field.Name}({argument.Name}:) is type {given.Type}.");
            }
        }

        foreach (var extra in field.Arguments.Values.Where(argument => argument.IsRequired && !expected.Arguments.ContainsKey(argument.Name)))
        {
            problems.Add($"Object field {type}.{field.Name} includes required argument {extra.Name} that is missing from the Interface field {implemented}.{expected.Name}.");
        }
    }

    /// <summary>Whether a value of the first type always is one of the second.</summary>
    internal static bool IsSubtype(GraphType type, GraphType expected) => (type, expected) switch
    {
        (NonNullType one, NonNullType other) => IsSubtype(one.Inner, other.Inner),
        (_, NonNullType) => false,
        (NonNullType one, _) => IsSubtype(one.Inner, expected),
        (ListType one, ListType other) => IsSubtype(one.Item, other.Item),
        (ListType, _) or (_, ListType) => false,
        (ObjectType member, UnionType union) => union.Members.Contains(member),
        (FieldsType one, InterfaceType other) => one == other || one.Interfaces.Contains(other),
        _ => type == expected,
    };

    private static bool IsSame(GraphType one, GraphType other) => (one, other) switch
    {
        (NonNullType left, NonNullType right) => IsSame(left.Inner, right.Inner),
        (ListType left, ListType right) => IsSame(left.Item, right.Item),
        _ => one == other,
    };
}
