namespace Banyan.Gateway.Spine;

/// <summary>Composes steps once at start-up; the first is the outermost.</summary>
public static class StepChain
{
    /// <summary>Builds the row that ends in <paramref name="terminal"/>.</summary>
    public static Next Build(IReadOnlyList<IStep> steps, Next terminal)
    {
        var next = terminal;
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var (step, inner) = (steps[i], next);
            next = (exchange, cancellationToken) => step.RunAsync(exchange, inner, cancellationToken);
        }

        return next;
    }
}
