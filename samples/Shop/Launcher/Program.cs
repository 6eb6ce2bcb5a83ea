using Shop.Launcher;

var files = Path.Combine(Path.GetTempPath(), $"shop-{Environment.ProcessId}");
await using var shop = new RunningShop(new ShopPlaces { Folder = files });
await shop.StartAsync();
foreach (var (name, url) in shop.Addresses)
{
    Console.WriteLine($"{name,-9} {url}");
}

Console.WriteLine("Ctrl-C ends it; the data goes with it.");
var ended = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    ended.TrySetResult();
};
await ended.Task;

/// <summary>The program, for this project alone.</summary>
internal static partial class Program;
