namespace Shop.Legacy;

/// <summary>Every answer comes in one: <c>{"ok":1,"data":...}</c> or <c>{"ok":0,"err":{"code","msg"}}</c>.</summary>
internal static class Envelope
{
    public static IResult Of(object? data) => data is null ? Error(404, "E04", "NOT FOUND") : TypedResults.Json(new { ok = 1, data });

    public static IResult Error(int status, string code, string msg) => TypedResults.Json(new { ok = 0, err = new { code, msg } }, statusCode: status);
}
