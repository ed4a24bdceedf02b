using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Orders;

/// <summary>
/// The versioned hash of what an order says: same content, same hash. 9.9, 9.90 and "9.90" are the same; so are two
/// offsets of one instant, a member left out and one that is null, and an amount left out and the same amount given.
/// Fields are fed tagged and with their length, and absent ones not at all, so that a later member does not change the
/// hash of orders without it.
/// </summary>
public static class OrderContent
{
    private const string Version = "v1:";

    /// <summary>"v1:" and 64 hex digits for an order.</summary>
    public static string Hash(ShopOrder order)
    {
        var content = new Content();
        content.Add('e', order.ExternalId);
        content.Add('x', order.ExternalNumber);
        content.Add('b', order.BranchId);
        content.Add('t', order.PlacedAt.UtcTicks);
        content.Add('d', order.DueAt?.UtcTicks);
        content.Add('f', order.Fulfilment.Type.ToWire());
        content.Add('F', order.Fulfilment.Table);
        content.Add('n', order.Fulfilment.Name);
        content.Add('m', order.Payment.ToWire());
        Add(ref content, order.Payments);
        Add(ref content, order.Lines);
        content.Add('T', order.Total.Cents);
        content.Add('C', order.Customer?.Name);
        content.Add('P', order.Customer?.Phone);
        content.Add('E', order.Customer?.Email);
        content.Add('A', order.Customer?.Address);
        content.Add('N', order.Note);
        return content.Hash();
    }

    /// <summary>"v1:" and 64 hex digits for a void: what was asked for, not what the plan made of it.</summary>
    public static string Hash(OrderId original, VoidCall call)
    {
        var content = new Content();
        content.Add('o', original.Value);
        content.Add('e', call.ExternalId);
        content.Add('r', call.Reason);
        content.Add('L', call.Lines?.Count);
        foreach (var line in call.Lines ?? [])
        {
            content.Add('l', line.Line);
            content.Add('q', line.Quantity.Thousandths);
        }

        return content.Hash();
    }

    private static void Add(ref Content content, IReadOnlyList<Payment> payments)
    {
        content.Add('Y', payments.Count);
        foreach (var payment in payments)
        {
            content.Add('y', payment.Type.ToWire());
            content.Add('n', payment.Name);
            content.Add('a', payment.Amount.Cents);
            content.Add('r', payment.Reference);
        }
    }

    private static void Add(ref Content content, IReadOnlyList<OrderLine> lines)
    {
        content.Add('L', lines.Count);
        foreach (var line in lines)
        {
            content.Add('k', line.Kind.ToWire());
            content.Add('s', line.Sku);
            content.Add('n', line.Name);
            content.Add('q', line.Quantity.Thousandths);
            content.Add('u', line.UnitPrice.Cents);
            content.Add('a', line.Amount.Cents);
            content.Add('v', line.VatRate?.BasisPoints);
            content.Add('g', line.VoucherNumber);
            content.Add('V', line.VoidsLine);
            Add(ref content, line.Lines);
        }
    }

    private struct Content
    {
        private byte[] _bytes = new byte[1024];
        private int _length;

        public Content()
        {
        }

        public void Add(char tag, string? text)
        {
            if (text is null)
            {
                return;
            }

            var size = Encoding.UTF8.GetByteCount(text);
            Start(tag, size);
            Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
            _length += size;
        }

        public void Add(char tag, long? number)
        {
            if (number is null)
            {
                return;
            }

            Start(tag, sizeof(long));
            BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length), number.Value);
            _length += sizeof(long);
        }

        public readonly string Hash()
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(_bytes.AsSpan(0, _length), hash);
            return Version + Convert.ToHexStringLower(hash);
        }

        private void Start(char tag, int size)
        {
            const int Head = 1 + sizeof(int);
            if (_bytes.Length - _length < Head + size)
            {
                Array.Resize(ref _bytes, (_bytes.Length * 2) + size);
            }

            _bytes[_length] = (byte)tag;
            BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length + 1), size);
            _length += Head;
        }
    }
}
