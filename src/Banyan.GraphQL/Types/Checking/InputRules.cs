using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>Inputs have fields of input types; those of a one-of may be absent; no chain of fields that must be given leads back to its start.</summary>
internal static class InputRules
{
    public static void Check(SchemaParts parts)
    {
        var seen = new HashSet<InputType>();
        foreach (var type in parts.Declared.OfType<InputType>())
        {
            if (type.Fields.Count == 0)
            {
                parts.Problems.Add($"Input Object type {type} must define one or more fields.");
            }

            foreach (var field in type.Fields.Values)
            {
                Check(type, field, parts.Problems);
            }

            FindCycles(type, [], seen, parts.Problems);
        }

        CheckFinite(parts);
    }

    private static void Check(InputType type, InputValue field, List<string> problems)
    {
        var where = $"{type}.{field.Name}";
        if (!field.Type.IsInput)
        {
            problems.Add($"The type of {where} must be Input Type but got: {field.Type}.");
        }

        if (field is { IsRequired: true, Deprecation: not null })
        {
            problems.Add($"Required input field {where} cannot be deprecated.");
        }

        if (type.IsOneOf && field.Type is NonNullType)
        {
            problems.Add($"OneOf input field {where} must be nullable.");
        }

        if (type.IsOneOf && field.DefaultLiteral is not null)
        {
            problems.Add($"OneOf input field {where} cannot have a default value.");
        }
    }

    private static void FindCycles(InputType type, List<(InputType Type, string Field)> path, HashSet<InputType> seen, List<string> problems)
    {
        if (!seen.Add(type))
        {
            return;
        }

        foreach (var (name, field) in type.Fields)
        {
            if (field.Type is not NonNullType { Inner: InputType next })
            {
                continue;
            }

            path.Add((type, name));
            var start = path.FindIndex(step => step.Type == next);
            if (start >= 0)
            {
                problems.Add($"Cannot reference Input Object \"{next}\" within itself through a series of non-null fields: \"{string.Join('.', path.Skip(start).Select(step => step.Field))}\".");
            }
            else
            {
                FindCycles(next, path, seen, problems);
            }

            path.RemoveAt(path.Count - 1);
        }
    }

    // A one-of is finite when one of its fields is: a leaf, a list, or an input that is finite itself.
    private static void CheckFinite(SchemaParts parts)
    {
        var open = parts.Declared.OfType<InputType>().Where(type => type.IsOneOf && type.Fields.Count > 0).ToHashSet();
        while (open.RemoveWhere(type => type.Fields.Values.Any(field => field.Type is not InputType { IsOneOf: true } next || !open.Contains(next))) > 0)
        {
        }

        foreach (var type in open)
        {
            parts.Problems.Add($"OneOf Input Object {type} must be inhabited but all fields recursively reference only other OneOf Input Objects forming an unresolvable cycle.");
        }
    }
}
