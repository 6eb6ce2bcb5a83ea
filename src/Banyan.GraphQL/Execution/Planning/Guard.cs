using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>A condition that a variable decides when the operation runs.</summary>
/// <param name="Variable">Without the sign.</param>
/// <param name="Expected">The value under which the selection counts.</param>
internal readonly record struct Guard(string Variable, bool Expected)
{
    /// <summary>No condition.</summary>
    public static Guard[] None { get; } = [];

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
                case VariableValue variable when !all.Contains(new Guard(variable.Name.Text, expected)):
                    all = [.. all, new Guard(variable.Name.Text, expected)];
                    break;
            }
        }

        return all;
    }

    /// <summary>Whether all hold for these variables.</summary>
    public static bool Hold(Guard[] guards, VariableValues variables)
    {
        foreach (var guard in guards)
        {
            if (!variables.TryGet(guard.Variable, out var value) || value is not bool flag || flag != guard.Expected)
            {
                return false;
            }
        }

        return true;
    }
}
