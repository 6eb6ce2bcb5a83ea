using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Transport.Documents;

/// <summary>Finds what asks for the schema itself.</summary>
internal static class IntrospectionSearch
{
    /// <summary>The first <c>__schema</c> or <c>__type</c> anywhere in a document; null when there is none.</summary>
    public static FieldNode? Find(Document document)
    {
        var open = new Stack<SelectionSet>();
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinition operation:
                    open.Push(operation.Selections);
                    break;
                case FragmentDefinition fragment:
                    open.Push(fragment.Selections);
                    break;
            }
        }

        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Items)
            {
                switch (selection)
                {
                    case FieldNode { Name.Text: "__schema" or "__type" } found:
                        return found;
                    case FieldNode { Selections: { } inner }:
                        open.Push(inner);
                        break;
                    case InlineFragment inline:
                        open.Push(inline.Selections);
                        break;
                }
            }
        }

        return null;
    }
}
