using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>A field's arguments: coerced once when no variable stands in them, else once a run.</summary>
internal sealed class ArgumentPlan
{
    private readonly GraphField _field;
    private readonly FieldNode _node;
    private readonly ArgumentValues? _constant;

    public ArgumentPlan(GraphField field, FieldNode node)
    {
        _field = field;
        _node = node;
        try
        {
            _constant = node.Arguments.Any(argument => HasVariable(argument.Value)) ? null : Coerce(VariableValues.None);
        }
        catch (CoercionException)
        {
            // A maker refused the literal: every run of the field says so at its place.
        }
    }

    /// <summary>Whether every run has the same.</summary>
    public bool IsConstant => _constant is not null;

    /// <summary>The values for these variables.</summary>
    /// <exception cref="CoercionException">A variable is null or absent where the argument may not be, or a maker refused.</exception>
    public ArgumentValues Coerce(VariableValues variables) =>
        _constant ?? new ArgumentValues(_field, _node, variables, ArgumentCoercion.Read(_field.Arguments, _node.Arguments, variables.Values));

    private static bool HasVariable(ValueNode literal) => literal switch
    {
        VariableValue => true,
        ListValue list => list.Items.Any(HasVariable),
        ObjectValue fields => fields.Fields.Any(field => HasVariable(field.Value)),
        _ => false,
    };
}
