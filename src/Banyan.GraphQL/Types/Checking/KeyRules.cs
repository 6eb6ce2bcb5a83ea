using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>A key, and what a field requires or provides, selects fields that are there.</summary>
internal static class KeyRules
{
    public static void Check(SchemaParts parts)
    {
        foreach (var type in parts.Declared.OfType<FieldsType>())
        {
            foreach (var key in type.Directives.Where(directive => directive.Name == "key"))
            {
                Check(key, type, $"{type} @key", parts);
            }

            foreach (var field in type.Fields.Values)
            {
                foreach (var directive in field.Directives)
                {
                    if (directive.Name == "requires")
                    {
                        Check(directive, type, $"{type}.{field.Name} @requires", parts);
                    }
                    else if (directive.Name == "provides" && field.Type.Named is FieldsType result)
                    {
                        Check(directive, result, $"{type}.{field.Name} @provides", parts);
                    }
                }
            }
        }
    }

    private static void Check(AppliedDirective directive, FieldsType type, string where, SchemaParts parts)
    {
        if (directive.Arguments.FirstOrDefault(argument => argument.Name.Text == "fields")?.Value is not StringValue fields)
        {
            return;
        }

        var parsed = GraphParser.ParseFields(fields.Text);
        if (parsed.IsGood && parsed.Value.Items.Count > 0)
        {
            Check(parsed.Value, type, where, parts);
        }
        else
        {
            parts.Problems.Add($"{where} \"{fields.Text}\" is no selection of fields.");
        }
    }

    private static void Check(SelectionSet selections, NamedType type, string where, SchemaParts parts)
    {
        foreach (var item in selections.Items)
        {
            switch (item)
            {
                case FieldNode { Name.Text: "__typename" }:
                    break;
                case FieldNode node when (type as FieldsType)?.Fields.GetValueOrDefault(node.Name.Text) is not { } field:
                    parts.Problems.Add($"{where} selects {type}.{node.Name.Text}, which is not declared.");
                    break;
                case FieldNode { Selections: { } inner } node:
                    Check(inner, ((FieldsType)type).Fields[node.Name.Text].Type.Named, where, parts);
                    break;
                case FieldNode node when ((FieldsType)type).Fields[node.Name.Text].Type.Named is FieldsType or UnionType:
                    parts.Problems.Add($"{where} selects {type}.{node.Name.Text}, of which it must say what.");
                    break;
                case InlineFragment inline:
                    Check(inline.Selections, inline.Condition is null ? type : parts.Types.GetValueOrDefault(inline.Condition.Name.Text) ?? type, where, parts);
                    break;
            }
        }
    }
}
