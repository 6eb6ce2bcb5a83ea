using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>One rule of the specification. The walk calls it at every place it may look at, with the types that hold there; null where they are unknown.</summary>
internal abstract class Rule(Check check)
{
    protected Check Check { get; } = check;

    /// <summary>At the start of an operation.</summary>
    public virtual void Operation(OperationDefinition operation, ObjectType? root)
    {
    }

    /// <summary>At the start of a fragment.</summary>
    public virtual void Fragment(FragmentDefinition fragment, GraphType? type)
    {
    }

    /// <summary>At a variable's definition.</summary>
    public virtual void Variable(VariableDefinition variable, GraphType? type)
    {
    }

    /// <summary>At a type's name.</summary>
    public virtual void Named(NamedTypeNode type)
    {
    }

    /// <summary>At a field.</summary>
    /// <param name="node">As written.</param>
    /// <param name="parent">The object, interface or union it is selected on.</param>
    /// <param name="field">What the parent has of that name.</param>
    public virtual void Field(FieldNode node, NamedType? parent, GraphField? field)
    {
    }

    /// <summary>At a spread.</summary>
    public virtual void Spread(FragmentSpread spread, NamedType? parent)
    {
    }

    /// <summary>At an inline fragment.</summary>
    /// <param name="inline">As written.</param>
    /// <param name="parent">The type around it.</param>
    /// <param name="type">The type of its condition; the parent's when it has none.</param>
    public virtual void Inline(InlineFragment inline, NamedType? parent, GraphType? type)
    {
    }

    /// <summary>At a place with directives.</summary>
    public virtual void Directives(IReadOnlyList<DirectiveNode> directives, string location)
    {
    }

    /// <summary>At the arguments of a field or directive, none included.</summary>
    public virtual void Arguments(in ArgumentSite site)
    {
    }

    /// <summary>At a value: an argument's or a variable's default.</summary>
    public virtual void Value(ValueNode value, GraphType? type)
    {
    }

    /// <summary>When the whole document was seen.</summary>
    public virtual void Ended()
    {
    }
}
