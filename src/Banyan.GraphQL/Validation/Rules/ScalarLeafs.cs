using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Leaves have no selection, everything else has one.</summary>
internal sealed class ScalarLeafs(Check check) : Rule(check)
{
    public override void Field(FieldNode node, NamedType? parent, GraphField? field)
    {
        if (field is null)
        {
            return;
        }

        if (!TypeFit.IsLeaf(field.Type.Named))
        {
            if (node.Selections is null)
            {
                Check.Report($"Field \"{node.Name}\" of type \"{field.Type}\" must have a selection of subfields. Did you mean \"{node.Name} {{ ... }}\"?", node);
            }
        }
        else if (node.Selections is { } selections)
        {
            Check.Report($"Field \"{node.Name}\" must not have a selection since type \"{field.Type}\" has no subfields.", selections);
        }
    }
}
