using System.Text.Json;

namespace Banyan.GraphQL.Types;

/// <summary>What does not fit in one variable's value, with the place of each.</summary>
internal sealed class InputProblems
{
    private readonly List<object> _path = [];
    private readonly List<InputProblem> _found = [];

    public int Count => _found.Count;

    public IReadOnlyList<InputProblem> Found => _found;

    public void Enter(object step) => _path.Add(step);

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Adds one at the place where reading is; gives null, for whoever has no value to give instead.</summary>
    public object? Add(JsonElement value, string message)
    {
        _found.Add(new InputProblem([.. _path], value, message));
        return null;
    }
}

/// <summary>A part of a value that does not fit.</summary>
/// <param name="Path">Names and list indexes from the variable to the part; empty for the whole.</param>
/// <param name="Value">The part.</param>
/// <param name="Message">Why.</param>
internal sealed record InputProblem(IReadOnlyList<object> Path, JsonElement Value, string Message)
{
    /// <summary>The sentence a caller reads.</summary>
    /// <param name="variable">The variable's name, without the sign.</param>
    public string Tell(string variable) =>
        $"Variable \"${variable}\" got invalid value {Scalars.Inspect.Show(Value)}{(Path.Count == 0 ? "" : $" at \"{variable}{string.Concat(Path.Select(step => step is int index ? $"[{index}]" : $".{step}"))}\"")}; {Message}";
}
