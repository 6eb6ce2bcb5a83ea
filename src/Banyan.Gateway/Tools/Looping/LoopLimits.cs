using Banyan.Gateway.Tools.Settings;
using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tools.Looping;

/// <summary>Counts the turns and calls of one loop against its bounds.</summary>
internal sealed class LoopLimits(ToolSettings settings)
{
    private const int MostRepeats = 3;
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private int _turns = 1;
    private int _calls;

    /// <summary>Which turn it is, from 1.</summary>
    public int Turn => _turns;

    /// <summary>Most calls at once.</summary>
    public int AtOnce => settings.MaxParallel;

    /// <summary>Takes in the calls of a turn; after them another turn follows when all of them are Banyan's.</summary>
    /// <returns>Why the loop ends here; null when it does not.</returns>
    public Failure? Take(IReadOnlyList<CalledTool> calls, bool goesOn)
    {
        _calls += calls.Count;
        if (_calls > settings.MaxCalls)
        {
            return Limit($"The model made more than {settings.MaxCalls} tool calls.");
        }

        foreach (var call in calls)
        {
            // Written the same: a model that repeats itself does so to the letter.
            var key = $"{call.Name}\n{call.Arguments}";
            _seen[key] = _seen.GetValueOrDefault(key) + 1;
            if (_seen[key] > MostRepeats)
            {
                return Limit($"The model called '{call.Name}' more than {MostRepeats} times with the same arguments.");
            }
        }

        return goesOn && ++_turns > settings.MaxTurns ? Limit($"The model was asked {settings.MaxTurns} times and still calls tools.") : null;
    }

    private static Failure Limit(string message) => new(FailureKind.TimedOut, "tool_limit", message);
}
