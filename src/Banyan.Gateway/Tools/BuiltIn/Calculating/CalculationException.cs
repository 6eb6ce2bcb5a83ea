namespace Banyan.Gateway.Tools.BuiltIn.Calculating;

/// <summary>Leaves a calculation that can't be done; its message says why, for a model to read.</summary>
internal sealed class CalculationException : Exception
{
    public CalculationException()
        : base("it can't be calculated")
    {
    }

    public CalculationException(string message)
        : base(message)
    {
    }

    public CalculationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
