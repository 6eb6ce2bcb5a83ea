using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>No field of an input object is given twice.</summary>
internal sealed class UniqueInputFieldNames(Check check) : Rule(check)
{
    public override void Value(ValueNode value, GraphType? type)
    {
        switch (value)
        {
            case ListValue list:
                foreach (var item in list.Items)
                {
                    Value(item, null);
                }

                break;
            case ObjectValue fields:
                var names = new Dictionary<string, NameNode>(StringComparer.Ordinal);
                foreach (var field in fields.Fields)
                {
                    if (!names.TryAdd(field.Name.Text, field.Name))
                    {
                        Check.Report($"There can be only one input field named \"{field.Name}\".", names[field.Name.Text], field.Name);
                    }

                    Value(field.Value, null);
                }

                break;
        }
    }
}
