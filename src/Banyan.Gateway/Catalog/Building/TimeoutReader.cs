using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>
/// Reads a provider's timeouts. They must rise: connect, firstToken, total, requestTimeout. A default gives way to what is written;
/// two values that were both meant, or one that exceeds the default after it, are an error.
/// </summary>
internal static class TimeoutReader
{
    public static ProviderTimeouts Read(Section provider, Draft draft)
    {
        var section = provider.Sub("timeouts");
        var brief = provider.DurationOrNull("timeout");
        var request = draft.Root.Sub("server").Duration("requestTimeout");
        var hasFirst = section.Has("firstToken") || brief is not null;
        var firstAt = section.Has("firstToken") ? section.PlaceOf("firstToken") : provider.PlaceOf("timeout");
        var first = section.Has("firstToken") || brief is null ? section.Duration("firstToken") : brief.Value;

        var total = Below(section.Has("total"), section.Duration("total"), request);
        var reasoning = Below(section.Has("firstTokenReasoning"), section.Duration("firstTokenReasoning"), total);
        first = Below(hasFirst, first, total);
        var connect = Below(section.Has("connect"), section.Duration("connect"), first);

        Check(draft, section.PlaceOf("total"), "total", total, "server.requestTimeout", request);
        Check(draft, section.PlaceOf("firstTokenReasoning"), "firstTokenReasoning", reasoning, "total", total);
        Check(draft, firstAt, "firstToken", first, "total", total);
        Check(draft, section.PlaceOf("connect"), "connect", connect, "firstToken", first);
        return new ProviderTimeouts
        {
            Connect = connect,
            FirstToken = first,
            FirstTokenReasoning = reasoning > first ? reasoning : first,
            Idle = section.Has("idle") || brief is null ? section.Duration("idle") : brief.Value,
            Total = total,
        };
    }

    private static TimeSpan Below(bool isWritten, TimeSpan value, TimeSpan bound) => isWritten || value <= bound ? value : bound;

    private static void Check(Draft draft, Document.ConfigPlace at, string name, TimeSpan value, string after, TimeSpan bound)
    {
        if (value > bound)
        {
            draft.Problems.Error(ProblemCode.TimeoutOrder, at, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} ({value.TotalSeconds} s) exceeds {after} ({bound.TotalSeconds} s)."), $"Lower {name} or raise {after}.");
        }
    }
}
