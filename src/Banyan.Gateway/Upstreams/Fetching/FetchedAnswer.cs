using System.Globalization;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Reads the answer to a fetch: one bounded body of a known type whose bytes are what it says they are.</summary>
internal static class FetchedAnswer
{
    public static async ValueTask<(FetchedImage? Image, string Problem)> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (HeadProblem(response) is { } problem)
        {
            return (null, problem);
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = await WholeBody.ReadAsync(stream, response.Content.Headers.ContentLength, ImageFetcher.MostBytes, cancellationToken);
        var type = ImageTypes.Known(response.Content.Headers.ContentType?.MediaType)!;
        if (body.IsTooLarge)
        {
            return (null, "it is over 20 MB");
        }

        return ImageTypes.Fits(type, body.Memory.Span)
            ? (new FetchedImage(type, body.Memory.ToArray()), "")
            : (null, $"its bytes are not those of {type}");
    }

    private static string? HeadProblem(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            return string.Create(CultureInfo.InvariantCulture, $"its host answers with status {(int)response.StatusCode}");
        }

        if (response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return "it comes compressed";
        }

        if (response.Content.Headers.ContentLength > ImageFetcher.MostBytes)
        {
            return "it is over 20 MB";
        }

        return ImageTypes.Known(response.Content.Headers.ContentType?.MediaType) is null
            ? "its content type is none of image/png, image/jpeg, image/webp, image/gif, image/heic, image/heif"
            : null;
    }
}
