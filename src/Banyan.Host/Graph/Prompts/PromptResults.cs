using Banyan.Gateway.Prompts;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Prompts;

/// <summary>What came of an act on prompts, as a value or a refusal that names every fault with its path.</summary>
internal static class PromptResults
{
    /// <summary>The value.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="param">The argument faults are in, where the failure names none.</param>
    /// <exception cref="RefusedException">There is none; the message says all that is wrong.</exception>
    public static T Value<T>(PromptResult<T> result, string? param = null)
        where T : class
    {
        if (result.Failure is not { } failure)
        {
            return result.Value!;
        }

        throw new RefusedException(result.Faults.Count == 0
            ? failure
            : failure with { Message = string.Join("; ", result.Faults.Select(fault => $"{fault.Path}: {fault.Message}")), Param = failure.Param ?? Path(param, result.Faults[0].Path) });
    }

    private static string Path(string? param, string fault) => param is null ? fault : $"{param}.{fault.TrimStart('$', '.')}";
}
