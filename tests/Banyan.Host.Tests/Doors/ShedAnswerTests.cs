using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Host.Doors;
using Banyan.Wire;
using Microsoft.AspNetCore.Http;

namespace Banyan.Host.Tests.Doors;

public sealed class ShedAnswerTests
{
    public static TheoryData<DialectId> Dialects => new(DialectTable.All.Select(dialect => dialect.Id));

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task What_is_made_beforehand_reads_like_any_other_refusal_of_its_door(DialectId of)
    {
        var (dialect, id) = (DialectTable.Get(of), new ExchangeId(Guid.Parse("0195fd2c-0000-7000-8000-0123456789ab")));
        var (made, told) = (Context(), Context());
        ShedAnswer.Of(dialect).Write(made.Response, id);
        await made.Response.BodyWriter.FlushAsync();
        await new DoorResponse(told, new DoorAsk(dialect, Operation.Chat), id).RefuseAsync(AskRoom.Full);

        made.Response.StatusCode.ShouldBe(told.Response.StatusCode);
        Text(made).ShouldBe(Text(told));
        Heads(made).ShouldBe(Heads(told));
        Heads(made).ShouldContain("Retry-After: 1");
        ShedAnswer.Of(dialect).Write(Context().Response, new ExchangeId(Guid.Empty));
        Text(made).ShouldBe(Text(told), "each is its own");
    }

    private static DefaultHttpContext Context() => new() { Response = { Body = new MemoryStream() } };

    private static string Text(HttpContext http) => Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());

    private static IEnumerable<string> Heads(HttpContext http) => http.Response.Headers.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal);
}
