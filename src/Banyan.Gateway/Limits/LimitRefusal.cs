using System.Globalization;
using Banyan.Wire;

namespace Banyan.Gateway.Limits;

/// <summary>Says which limit was met, and when to come back.</summary>
internal static class LimitRefusal
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The refusal for lines that were not taken: the one that takes longest to come free is told.</summary>
    public static (Failure Failure, CounterLine Line) Of(CounterLine[] lines)
    {
        var (wait, told) = (TimeSpan.MinValue, lines[0]);
        foreach (var line in lines)
        {
            if (line.IsShort && !line.IsShadow && WaitOf(line) is var own && own > wait)
            {
                (wait, told) = (own, line);
            }
        }

        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        var message = string.Create(CultureInfo.InvariantCulture, $"The rate limit of {told.Limit} {Unit(told.Key.Unit)} for {Who(told.Key)} is used up; ask again in {seconds} s.");
        return (new Failure(FailureKind.RateLimited, "rate_limit_exceeded", message) { RetryAfter = TimeSpan.FromSeconds(seconds) }, told);
    }

    // When a request under way will end nobody knows.
    private static TimeSpan WaitOf(in CounterLine line) => line.Key.Unit == LimitUnit.Concurrent ? Moment : Window.Wait(line.Level, line.Need, line.Limit);

    private static string Unit(LimitUnit unit) => unit switch
    {
        LimitUnit.Requests => "requests per minute",
        LimitUnit.Tokens => "tokens per minute",
        LimitUnit.Concurrent => "requests at once",
    };

    private static string Who(in BucketKey key) => key.Scope switch
    {
        LimitScope.Global => "all services together (scope global)",
        LimitScope.Provider => $"the provider '{key.Id}' (scope provider)",
        LimitScope.Service => $"the service '{key.Id}' (scope service)",
        LimitScope.User => "this user (scope user)",
        LimitScope.Feature => "this feature (scope feature)",
        LimitScope.Key => "this key (scope key)",
    };
}
