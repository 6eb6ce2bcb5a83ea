using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>Types have members; fields give output and take input; what must be given is not deprecated; unions hold objects once.</summary>
internal static class FieldRules
{
    public static void Check(SchemaParts parts)
    {
        foreach (var type in parts.Declared)
        {
            switch (type)
            {
                case FieldsType fields:
                    Check(fields, parts.Problems);
                    break;
                case UnionType union:
                    Check(union, parts.Problems);
                    break;
                case EnumType { Entries.Count: 0 }:
                    parts.Problems.Add($"Enum type {type} must define one or more values.");
                    break;
            }
        }
    }

    private static void Check(FieldsType type, List<string> problems)
    {
        if (type.Fields.Count == 0)
        {
            problems.Add($"Type {type} must define one or more fields.");
        }

        foreach (var field in type.Fields.Values)
        {
            if (!field.Type.IsOutput)
            {
                problems.Add($"The type of {type}.{field.Name} must be Output Type but got: {field.Type}.");
            }

            foreach (var argument in field.Arguments.Values)
            {
                var where = $"{type}.{field.Name}({argument.Name}:)";
                if (!argument.Type.IsInput)
                {
                    problems.Add($"The type of {where} must be Input Type but got: {argument.Type}.");
                }

                if (argument is { IsRequired: true, Deprecation: not null })
                {
                    problems.Add($"Required argument {where} cannot be deprecated.");
                }
            }
        }
    }

    private static void Check(UnionType type, List<string> problems)
    {
        if (type.Members.Count == 0)
        {
            problems.Add($"Union type {type} must define one or more member types.");
        }

        foreach (var twice in type.Members.GroupBy(member => member.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Add($"Union type {type} can only include type {twice.Key} once.");
        }
    }
}
