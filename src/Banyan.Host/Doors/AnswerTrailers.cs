using System.Globalization;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Doors;

/// <summary>What a streamed answer cost, behind its end: <c>x-banyan-cost-usd</c> and <c>x-banyan-tokens</c> as trailers, for callers who say <c>TE: trailers</c>.</summary>
internal static class AnswerTrailers
{
    private const string Cost = "x-banyan-cost-usd", Tokens = "x-banyan-tokens";

    /// <summary>Announces them in the head, and gives the body that can carry them; null where the caller takes none. Before the head is sent.</summary>
    public static ChunkedBody? Begin(HttpContext http)
    {
        if (!HttpProtocol.IsHttp11(http.Request.Protocol) || !AreTaken(http.Request.Headers))
        {
            return null;
        }

        http.Response.Headers.TransferEncoding = "chunked";
        http.Response.Headers.Trailer = $"{Cost}, {Tokens}";
        return new ChunkedBody(http.Response.BodyWriter);
    }

    /// <summary>The fields of an exchange that has ended; none where no model was reached.</summary>
    public static IEnumerable<(string Name, string Value)> Of(Exchange exchange) =>
        AnswerHeaders.ServedBy(exchange)?.Charge is { } charge
            ? [(Cost, Usd.Text(charge.CostNanoUsd)), (Tokens, charge.Usage.Total.ToString(CultureInfo.InvariantCulture))]
            : [];

    private static bool AreTaken(IHeaderDictionary asked)
    {
        foreach (var line in asked.TE)
        {
            if (line is not null && line.Split(',').Any(coding => coding.AsSpan().Trim().Equals("trailers", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
