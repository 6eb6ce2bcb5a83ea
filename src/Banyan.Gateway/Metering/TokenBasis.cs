using System.Globalization;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering;

/// <summary>What one estimate rests on.</summary>
/// <param name="Asked">Bytes of an ask's token.</param>
/// <param name="Said">Bytes of an answer's token.</param>
internal readonly record struct TokenBasis(double Asked, double Said)
{
    /// <summary>The input by the ask, where it was sent; the output by the text received.</summary>
    public TokenUsage Estimate(Exchange exchange, Attempt attempt) => new()
    {
        Uncached = attempt.WasSent ? Estimator.InputTokens(exchange.Ask.Lens.TextBytes, exchange.Ask.Lens.Images, Asked) : 0,
        Output = Received(attempt),
    };

    /// <summary>The tokens of the text received so far.</summary>
    public long Received(Attempt attempt) => Estimator.OutputTokens(attempt.TextBytes, Said);

    /// <summary>As the row keeps it: bytes of text, and bytes a token.</summary>
    public string ToJson(Exchange exchange, Attempt attempt) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"estimate":{"inputBytes":{{{(attempt.WasSent ? exchange.Ask.Lens.TextBytes : 0)}}},"inputBytesPerToken":{{{Asked}}},"outputBytes":{{{attempt.TextBytes}}},"outputBytesPerToken":{{{Said}}}}}""");
}
