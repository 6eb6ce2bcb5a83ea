namespace Banyan.House.Tests;

/// <summary>One place where a rule of the house is broken.</summary>
/// <param name="Rule">Its number, as <c>H4</c>.</param>
/// <param name="Where">File (and line), type or project.</param>
/// <param name="What">What is wrong there.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Violation(string Rule, string Where, string What, string Remedy)
{
    public override string ToString() => $"{Rule} {Where}: {What}. {Remedy}";
}
