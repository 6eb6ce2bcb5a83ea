using System.Text;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;

namespace Banyan.Host.Tests.Limits;

/// <summary>Asks of the mock, and what came back of limits.</summary>
internal sealed record LimitAsk(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A header's value; empty when it is absent.</summary>
    public string Of(string name) => Headers.GetValueOrDefault(name, "");

    /// <summary>Asks in the language of a letter and reads the answer to its end.</summary>
    public static async Task<LimitAsk> SendAsync(BanyanApp app, char letter = 'C', string model = "mock/chat", bool streams = false, string text = "Hello", params (string Name, string Value)[] headers)
    {
        var (path, body) = WireTalk.Of(letter).Ask(model, streams, text);
        return await PostAsync(app, path, body, headers);
    }

    /// <summary>Posts a body and reads the answer to its end.</summary>
    public static async Task<LimitAsk> PostAsync(BanyanApp app, string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await app.Http.SendAsync(request);
        var told = answer.Headers.ToDictionary(one => one.Key, one => string.Join(',', one.Value), StringComparer.OrdinalIgnoreCase);
        // Apostrophes may be written either way.
        var text = (await answer.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal);
        return new LimitAsk((int)answer.StatusCode, text, told);
    }

    /// <summary>How many of so many asks at once are answered; every other is a 429.</summary>
    public static async Task<int> AnsweredAsync(int count, Func<int, BanyanApp> node)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(i => SendAsync(node(i))));
        answers.Where(answer => answer.Status is not (200 or 429)).Select(answer => $"{answer.Status} {answer.Text}").ShouldBeEmpty();
        answers.Where(answer => answer.Status == 429 && !answer.Text.Contains("requests per minute for the service", StringComparison.Ordinal)).Select(answer => answer.Text).ShouldBeEmpty();
        return answers.Count(answer => answer.Status == 200);
    }
}
