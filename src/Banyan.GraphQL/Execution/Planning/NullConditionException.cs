using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>A condition of <c>@skip</c> or <c>@include</c> is null: the selection it stands in has no answer.</summary>
internal sealed class NullConditionException(VariableValue variable, bool isInclude)
    : Exception($"Argument \"if\" of \"@{(isInclude ? "include" : "skip")}\" must not be null, but variable \"${variable.Name.Text}\" is.")
{
    /// <summary>Where it is written.</summary>
    public VariableValue Variable { get; } = variable;
}
