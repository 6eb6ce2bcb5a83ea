using Shop.Kit;
using Shop.Orders;

await ServiceHost.RunAsync(OrdersApp.Build(ServiceOptions.Parse(args, "orders", OrdersApp.Port)));

/// <summary>The program, for this project alone.</summary>
internal static partial class Program;
