using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Simulators.Shops;

public sealed partial class LoadShop
{
    private async Task VoidAsync(CancellationToken cancellationToken)
    {
        var order = _orders[_random.Next(_orders.Count)];
        var externalId = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_drawn}");
        var call = new JsonObject { ["externalId"] = externalId, ["reason"] = "brought back" };
        var answer = await InsistAsync($"/api/v1/orders/{order.Id}/void", Bytes(call), cancellationToken);
        if (answer.Status is 200 or 201)
        {
            _orders.Add(new PlacedOrder(externalId, answer.Id, answer.Number, "void"));
        }
        else if (answer.Status is not (409 or 422))
        {
            // 409: not sold yet, or never. 422: nothing is left of it, because it was voided before or is a void.
            Faults.Enqueue($"{order.ExternalId} voided: {answer.Status} {answer.Body}");
        }
    }

    /// <summary>The same bytes until there is an answer that is not "later".</summary>
    private async Task<ShopAnswer> InsistAsync(string path, byte[] document, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var answer = await client.PostAsync(path, document, cancellationToken);
                if (answer.Status is not (429 or >= 500))
                {
                    return answer;
                }

                if (answer.Status != 503 && answer.Status != 429)
                {
                    Faults.Enqueue($"{path}: {answer.Status} {answer.Body}");
                }
            }
            catch (Exception fault) when (
                fault is HttpRequestException or IOException or JsonException
                || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Killed while answering; half an answer is none.
            }

            await Task.Delay(_random.Next(10, 100), cancellationToken);
        }
    }

    private static byte[] Bytes(JsonObject call) => JsonSerializer.SerializeToUtf8Bytes(call);
}
