using System.Net;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Clients;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Doors.Responses;

/// <summary>Responses that later asks go on from, whatever language the provider speaks.</summary>
public sealed class StoredResponseTests
{
    private static readonly string Master = Convert.ToBase64String(new byte[32].Select((_, index) => (byte)(index + 1)).ToArray());

    public static TheoryData<char> Translated => ['C', 'A', 'G', 'O'];

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task An_ask_goes_on_from_a_stored_response(char letter)
    {
        var talk = WireTalk.Of(letter);
        await using var wall = ScriptedWall.Start(WallScript.Json(talk.Whole("Hello Ada.", 9, 4)), WallScript.Json(talk.Whole("You are Ada.", 19, 4)), WallScript.Json(talk.Whole("Ada, still.", 29, 4)));
        await using var app = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, ("WALL_KEY", "sk"));

        var first = await SayAsync(app, """{"model":"wall/up","input":"My name is Ada.","store":true}""");
        var second = await SayAsync(app, $$"""{"model":"wall/up","previous_response_id":"{{Id(first)}}","input":[{"role":"user","content":"Who am I?"}]}""");
        var third = await SayAsync(app, $$"""{"input":"And now?","model":"wall/up","previous_response_id":"{{Id(second)}}"}""");

        Text(second).ShouldBe("You are Ada.");
        second.GetProperty("previous_response_id").GetString().ShouldBe(Id(first));
        var asked = wall.Requests.Select(request => request.Text).ToArray();
        asked[1].ShouldContain("My name is Ada.");
        asked[1].ShouldContain("Hello Ada.");
        asked[1].ShouldContain("Who am I?");
        asked[1].ShouldNotContain("previous_response_id");
        string[] said = ["My name is Ada.", "Hello Ada.", "Who am I?", "You are Ada.", "And now?"];
        said.Select(words => asked[2].IndexOf(words, StringComparison.Ordinal)).ShouldBeInOrder();
        said.ShouldAllBe(words => asked[2].Contains(words));
        Text(third).ShouldBe("Ada, still.");
    }

    [Fact]
    public async Task A_streamed_response_is_kept_before_its_end_is_told()
    {
        var talk = WireTalk.Of('C');
        await using var wall = ScriptedWall.Start(talk.StreamScript(["Hello", " Ada."], 9, 4), talk.StreamScript(["You are Ada."], 19, 4));
        await using var app = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, ("WALL_KEY", "sk"));

        var first = Final(await TextAsync(app, """{"model":"wall/up","input":"My name is Ada.","store":true,"stream":true}"""));
        var second = Final(await TextAsync(app, $$"""{"model":"wall/up","previous_response_id":"{{Id(first)}}","input":"Who am I?","stream":true}"""));

        second.GetProperty("previous_response_id").GetString().ShouldBe(Id(first));
        wall.Requests.Last().Text.ShouldContain("Hello Ada.");
    }

    [Fact]
    public async Task What_was_not_asked_to_be_kept_is_not_known()
    {
        var talk = WireTalk.Of('C');
        await using var wall = ScriptedWall.Start(WallScript.Json(talk.Whole("Hello.", 9, 4)));
        await using var app = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, ("WALL_KEY", "sk"));
        var first = await SayAsync(app, """{"model":"wall/up","input":"Hello."}""");

        using var refused = await PostAsync(app, $$"""{"model":"wall/up","previous_response_id":"{{Id(first)}}","input":"And?"}""");

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("previous_response_not_found");
        wall.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_provider_that_keeps_responses_itself_gets_its_id_as_it_stands()
    {
        var talk = WireTalk.Of('R');
        await using var wall = ScriptedWall.Start(WallScript.Json(talk.Whole("Hello.", 9, 4)));
        await using var app = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, ("WALL_KEY", "sk"));

        await SayAsync(app, """{"model":"wall/up","previous_response_id":"resp_68aa0a1f6b1c8190b6ba0fdfeb3aa4c30f3a1d8c8f1d4a11","input":"And?"}""");

        wall.Requests.Single().Text.ShouldContain("\"previous_response_id\":\"resp_68aa0a1f6b1c8190b6ba0fdfeb3aa4c30f3a1d8c8f1d4a11\"");
    }

    [Fact]
    public async Task A_stored_response_can_be_read_and_erased_by_who_asked_for_it()
    {
        var talk = WireTalk.Of('C');
        await using var wall = ScriptedWall.Start(WallScript.Json(talk.Whole("Hello Ada.", 9, 4)));
        await using var app = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, ("WALL_KEY", "sk"));
        var id = Id(await SayAsync(app, """{"model":"wall/up","input":"My name is Ada.","store":true}"""));
        var path = new Uri($"/v1/responses/{id}", UriKind.Relative);

        using (var read = JsonDocument.Parse(await app.Http.GetStringAsync(path)))
        {
            Text(read.RootElement).ShouldBe("Hello Ada.");
        }

        using var gone = await app.Http.DeleteAsync(path);
        (await gone.Content.ReadAsStringAsync()).ShouldBe($$"""{"id":"{{id}}","object":"response","deleted":true}""");
        using var after = await app.Http.GetAsync(path);
        after.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_node_goes_on_and_another_user_does_not()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        var talk = WireTalk.Of('A');
        await using var wall = ScriptedWall.Start(WallScript.Json(talk.Whole("Hello Ada.", 9, 4)), WallScript.Json(talk.Whole("You are Ada.", 19, 4)));
        (string, string)[] shared = [("WALL_KEY", "sk"), ("BANYAN_DATABASE", database), ("MASTER_KEY", Master)];
        await using var one = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, shared);
        var first = await SayAsync(one, """{"model":"wall/up","input":"My name is Ada.","store":true}""", user: "ada");
        await using var other = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, shared);
        var goesOn = $$"""{"model":"wall/up","previous_response_id":"{{Id(first)}}","input":"Who am I?"}""";

        using var stranger = await PostAsync(other, goesOn, "bob", one.Key);
        var second = await SayAsync(other, goesOn, "ada", one.Key);

        stranger.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Text(second).ShouldBe("You are Ada.");
        wall.Requests.Last().Text.ShouldContain("Hello Ada.");
    }

    private static string Id(JsonElement response) => response.GetProperty("id").GetString()!;

    private static string Text(JsonElement response) =>
        response.GetProperty("output").EnumerateArray().First(item => item.GetProperty("type").GetString() == "message").GetProperty("content")[0].GetProperty("text").GetString()!;

    private static JsonElement Final(string stream)
    {
        var last = stream.Split('\n').Last(line => line.StartsWith("data: {", StringComparison.Ordinal))[6..];
        using var document = JsonDocument.Parse(last);
        document.RootElement.GetProperty("type").GetString().ShouldBe("response.completed");
        return document.RootElement.GetProperty("response").Clone();
    }

    private static async Task<JsonElement> SayAsync(BanyanApp app, string body, string? user = null, string? key = null)
    {
        using var document = JsonDocument.Parse(await TextAsync(app, body, user, key));
        return document.RootElement.Clone();
    }

    private static async Task<string> TextAsync(BanyanApp app, string body, string? user = null, string? key = null)
    {
        using var response = await PostAsync(app, body, user, key);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    private static async Task<HttpResponseMessage> PostAsync(BanyanApp app, string body, string? user = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/responses") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", key ?? app.Key);
        if (user is not null)
        {
            request.Headers.Add("x-banyan-user", user);
        }

        return await app.Http.SendAsync(request);
    }
}
