using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>A condition that a variable decides when the operation runs.</summary>
/// <param name="Variable">As written.</param>
/// <param name="Expected">The value under which the selection counts.</param>
internal readonly record struct Guard(VariableValue Variable, bool Expected)
{
    /// <summary>No condition.</summary>
    public static Guard[] None { get; } = [];

    private string Name => Variable.Name.Text;

    /// <summary>The conditions of a selection inside others; null when it can never count.</summary>
    public static Guard[]? Of(IReadOnlyList<DirectiveNode> directives, Guard[] outer)
    {
        var all = outer;
        foreach (var directive in directives)
        {
            if (directive.Name.Text is not ("skip" or "include"))
            {
                continue;
            }

            var expected = directive.Name.Text == "include";
            switch (directive.Arguments.Count > 0 ? directive.Arguments[0].Value : null)
            {
                case BooleanValue constant when constant.Value != expected:
                    return null;
                case VariableValue variable when !all.Any(one => one.Name == variable.Name.Text && one.Expected == expected):
                    all = [.. all, new Guard(variable, expected)];
                    break;
            }
        }

        return all;
    }

    /// <summary>Whether all hold for these variables; one that is null does not.</summary>
    public static bool Hold(Guard[] guards, VariableValues variables) => FirstUnmet(guards, variables) is null;

    /// <summary>Whether all hold for these variables.</summary>
    /// <exception cref="NullConditionException">A variable is null, so that nothing can be said: its type let it be since it has a default.</exception>
    public static bool Decide(Guard[] guards, VariableValues variables) => FirstUnmet(guards, variables) is not { } unmet
        || (variables.TryGet(unmet.Name, out var value) && value is bool ? false : throw new NullConditionException(unmet.Variable, unmet.Expected));

    private static Guard? FirstUnmet(Guard[] guards, VariableValues variables)
    {
        foreach (var guard in guards)
        {
            if (!variables.TryGet(guard.Name, out var value) || value is not bool flag || flag != guard.Expected)
            {
                return guard;
            }
        }

        return null;
    }
}
